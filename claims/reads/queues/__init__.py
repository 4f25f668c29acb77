"""The queues of the desk: what waits, in which order, narrowed by what is asked for."""
