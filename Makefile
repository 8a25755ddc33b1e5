# What people run. The first call installs what is missing, the next installs nothing.
EXAMPLE = examples/node-postgres
TOOLS = PATH="$(CURDIR)/.tools/node_modules/.bin:$(CURDIR)/node_modules/.bin:$$PATH"

.SILENT:
.PHONY: help setup start grade test bench screenshots

help:
	echo 'make start                                                    start everything: pages, API, queue, one worker'
	echo 'make grade [REPO=URL|FOLDER] [ASSIGNMENT=FILE] [ARGS="..."]   grade a repository; without REPO, the bundled example'
	echo 'make test                                                     run every test'
	echo 'make bench                                                    compare with a script that does the same by hand; how much the service takes; what reading in a seal costs; how soon those who watch are told; how fast pages of a large class are'
	echo 'make screenshots                                              a picture of every page, into screenshots/'

setup:
	scripts/setup.sh

grade: setup
	repository="$(REPO)" assignment="$(ASSIGNMENT)"; \
	[ -n "$$repository$$assignment" ] || assignment=$(EXAMPLE)/assignment.yaml; \
	exec bin/dockgrade grade "$${repository:-$(EXAMPLE)/solution}" $${assignment:+--assignment "$$assignment"} $(ARGS)

start:
	scripts/setup.sh --service
	trap : INT; bin/dockgrade serve $(ARGS) || [ $$? = 130 ] # stopped while it was starting: no error

test:
	scripts/setup.sh --tests
	$(TOOLS) node scripts/test.ts

bench:
	scripts/setup.sh --tests
	$(TOOLS) node bench/run.ts
	$(TOOLS) node bench/service.ts
	$(TOOLS) node bench/resolve.ts
	$(TOOLS) node bench/streams.ts
	$(TOOLS) node bench/pages.ts

screenshots:
	scripts/setup.sh --tests
	$(TOOLS) node scripts/screenshots.ts $(ARGS)
