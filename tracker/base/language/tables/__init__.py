"""One file a language, named by its tag; each says `LANGUAGE`. A further language is one more."""
