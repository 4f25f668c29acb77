"""Choosing a row by typing any of its names: the field, what is offered, what was sent.

A form takes ``forms.ByNameField`` or ``forms.SeveralByNameField``; its view is a
``choosing.ChoosesByName``, which takes what was posted and loads what is shown.
"""
