"""Choosing a row by typing any of its names: the field, what is offered, what was sent.

A form takes ``forms.ByNameField`` or ``forms.SeveralByNameField``; its view calls
``sent.take_names`` with what was posted, and ``forms.show_names`` before the form is shown.
"""
