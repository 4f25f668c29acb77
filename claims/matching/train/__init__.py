"""Scripts that learn weights from data which is no part of the house."""
