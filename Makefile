# Kolofon.  `make help` lists what can be made.  GNU make 4.2 or newer.

.DEFAULT_GOAL := help
.PHONY: help pdf press cover html epub site proof bilingual text markdown check update status serve watch hooks test fuzz lint lock clean setup
.NOTPARALLEL:
.SUFFIXES:

# LANG is what people type, `make pdf LANG=sq`, and it is also the shell's locale.  Only a typed one names languages;
# inside, the list is LINGUAS.  An environment may hold a LINGUAS too (Gentoo's does), which names nothing here either.
ifeq ($(origin LANG),command line)
override LINGUAS := $(LANG)
else ifneq ($(origin LINGUAS),command line)
override LINGUAS :=
endif

# `make pdf DRAFT=1` makes it even where a picture is missing or the proofreader finds errors, and every page says so.
ifneq ($(origin DRAFT),command line)
override DRAFT :=
endif
AS_DRAFT := $(if $(filter-out 0,$(DRAFT)), --draft)

ifneq ($(origin FACES),command line)
override FACES :=
endif

# A typed variable goes into the children's environment and MAKEFLAGS, where `LANG=sq` would be a locale that no machine
# has.  The children get none but C.UTF-8, and nothing of another Python.
MAKEOVERRIDES :=
unexport DRAFT FACES LANG LANGUAGE LINGUAS PYTHONHOME PYTHONPATH $(filter LC_%,$(.VARIABLES))
override LC_ALL := C.UTF-8
export LC_ALL

# The program; `make pdf KOLOFON=…` runs another.
KOLOFON := .venv/bin/kolofon

define HELP
Kolofon prints one canonical text in many languages.

  make pdf LANG=sq       output/sq/<work>.pdf       LANG="sq de" makes two, no LANG makes all
  make pdf DRAFT=1       even where a picture is missing or something is wrong; every page says that it is a draft
  make press LANG=sq     output/sq/<work>-press.pdf, for a printer
  make cover LANG=sq     output/sq/<work>-cover.pdf, its cover: back, spine and front
  make html LANG=sq      output/sq/<work>.xhtml, and a file for each chapter in output/sq/<work>/
  make epub LANG=sq      output/sq/<work>.epub, with the pages of the PDF, which is made too
  make site              output/site/, for the web: all languages, and all of these to download
  make proof LANG=sq     output/sq/<work>-proof.pdf, for reviewers: every message with its number in the .po
  make bilingual LANG=sq output/sq/<work>-bilingual.pdf and .epub, the original and the translation side by side
  make text LANG=sq      output/sq/<work>.txt, plain text
  make markdown LANG=sq  output/sq/<work>.md, which the press reads back
  make update LANG=sq    bring locale/ up to the source: the .pot, and the language's .po
  make check LANG=sq     what a proofreader would say
  make status            how far each language is; also output/status.html and .svg
  make serve LANG=sq     the book beside its sentences, in a browser: click one, translate it, see it on the page
  make watch LANG=sq     make the PDF again whenever a file of the book is saved
  make hooks             have git merge translations message by message, in this clone

  make test              run the tests
  make fuzz MINUTES=1    give every reader inputs that nobody would write, for a minute each
  make lint              check style, types and the floor plan
  make lock              pin the dependencies in .lock/ again; UPGRADE=1 takes the newest
  make setup             prepare .venv and the machine, and no more; FACES="ja zh-Hant" with the fonts of these languages,
                         which make installs by itself when an edition has such a language
  make clean             remove what the press made below output/, and the caches

The first run prepares .venv; delete that folder to have it made anew.
endef

help:
	$(info $(HELP))
	@:

pdf press cover html proof bilingual text markdown: %: .venv/run.stamp
	@$(WITH_FACES)$(KOLOFON) build $(LINGUAS)$(AS_DRAFT) --format $@

epub: .venv/run.stamp
	@$(WITH_FACES)$(KOLOFON) build $(LINGUAS)$(AS_DRAFT) --format pdf,epub

site: .venv/run.stamp
	@$(WITH_FACES)$(KOLOFON) build $(LINGUAS)$(AS_DRAFT) --format pdf,press,epub,bilingual,site

update: .venv/run.stamp
	@$(KOLOFON) update $(LINGUAS)

check: .venv/run.stamp
	@$(KOLOFON) check $(LINGUAS)

status: .venv/run.stamp
	@$(KOLOFON) status --draw

serve: .venv/serve.stamp
	@$(WITH_FACES)$(KOLOFON) serve $(LINGUAS)

watch: .venv/serve.stamp
	@$(WITH_FACES)$(KOLOFON) watch $(LINGUAS)$(AS_DRAFT) --format pdf

hooks: .venv/run.stamp
	@$(KOLOFON) hooks

setup: .venv/run.stamp .venv/serve.stamp
	@$(if $(FACES),sh .ci/setup faces $(FACES),:)

test: .venv/test.stamp
	@.venv/bin/python -m pytest --numprocesses auto --dist loadgroup --no-loadscope-reorder $(ARGS)

fuzz: .venv/fuzz.stamp
	@.venv/bin/python -m tests.fuzz $(if $(MINUTES),--minutes $(MINUTES)) $(ARGS)

lint: .venv/lint.stamp
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo --cache-dir .cache/import-linter

# It needs no .venv: `clean` is the standard library alone.
clean:
	rm -rf .cache
	@if [ -x $(KOLOFON) ]; then $(KOLOFON) clean --cache; \
	elif [ ! -e output ]; then :; \
	elif python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then PYTHONPATH=pipeline python3 -B -P -m kolofon clean --cache; \
	else echo "output/ stays: what the press made there is for Python 3.11 or newer to tell. Type: make setup && make clean" >&2; exit 1; fi

# --- .venv ------------------------------------------------------------------------------------------------------------

STAMPS := .venv/run.stamp .venv/serve.stamp .venv/test.stamp .venv/lint.stamp .venv/fuzz.stamp .venv/lock.stamp

$(STAMPS): .venv/%.stamp: .lock/%.txt pyproject.toml .ci/setup.py
	@sh .ci/setup $*

$(filter-out .venv/run.stamp,$(STAMPS)): .venv/run.stamp

.venv/test.stamp: tests/npm/package-lock.json tests/maven/pom.xml tests/maven/jars.sha256

# A .venv that was made elsewhere and moved, or whose Python has gone, is made anew.
ifeq ($(and $(findstring --clear $(CURDIR)/.venv,$(file <.venv/pyvenv.cfg)),$(realpath .venv/bin/python)),)
.venv/run.stamp: .FORCE
.FORCE:
endif

# Some languages need a font that is too large for everybody, and so an extra.  .venv/faces, which setup writes, has the
# languages of which some do (ja, zh); where the edition has none of them, nothing more is started.
SPOKEN = $(or $(LINGUAS),$(notdir $(wildcard locale/*)) $(subst ", ,$(subst [, ,$(file <source/edition.toml))))
NEEDY = $(foreach tag,$(SPOKEN),$(filter $(firstword $(subst -, ,$(subst _, ,$(tag)))),$(file <.venv/faces)))
WITH_FACES = $(if $(NEEDY),sh .ci/setup languages $(LINGUAS) && )

# --- the locks --------------------------------------------------------------------------------------------------------

# For every Python from 3.11 and every architecture.  What only the tests need keeps to the versions of .lock/run.txt.
COMPILE = .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links $(if $(UPGRADE),--upgrade)

lock: .venv/lock.stamp
	$(COMPILE) pyproject.toml --group build --output-file .lock/run.txt
	for extra in ja ko zh-Hans zh-Hant; do $(COMPILE) --group $$extra --output-file .lock/$$extra.txt || exit 1; done
	$(COMPILE) --group serve --constraints .lock/run.txt --output-file .lock/serve.txt
	$(COMPILE) --group test --constraints .lock/run.txt --output-file .lock/test.txt
	$(COMPILE) --group lint --constraints .lock/run.txt --constraints .lock/test.txt --output-file .lock/lint.txt
	$(COMPILE) --group fuzz --constraints .lock/run.txt --output-file .lock/fuzz.txt
	$(COMPILE) --group lock --constraints .lock/test.txt --output-file .lock/lock.txt
	@sh .ci/setup lock # npm, as it is now locked
	PATH=.venv/bin:$$PATH .venv/bin/npm $(if $(UPGRADE),update,install) --prefix tests/npm --package-lock-only \
		--omit-lockfile-registry-resolved --ignore-scripts --no-audit --no-fund
