"""How work is done: on which cores or machines (:mod:`.workers`), what is kept from former runs (:mod:`.cache`)."""
