# Where the press is on this machine; git leaves this file out.  KOLOFON=… behind make, or in the environment, wins.
KOLOFON ?= @press@
