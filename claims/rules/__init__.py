"""The rules of the house in plain Python: no database, no clock, no framework.

Everything here is given what it needs as arguments and gives back a value, so each rule can be
read, tested and argued about alone.
"""
