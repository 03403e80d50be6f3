# Builds lib/loop.o: CPython's evaluation loop with the series of patches/3.11, and our files beside it.
#
# make -f patches/loop/loop.mk [LOOP_PGO=no] [CC=gcc] [PYTHON=...] [PYTHON_CPPFLAGS=-I...] [top=.]
#
# With LOOP_PGO=yes (the default) the loop is built twice: instrumented, trained for a few seconds
# with patches/loop/train.py, and again with what was learnt.  LOOP_PGO=no is for developing.
# Ours beside CPython's files are cold and not trained, but for the shim, which core.c takes in.

top ?= .
here := $(abspath $(top))
LOOP_PGO ?= yes
PYTHON ?= /usr/bin/python3.11
PYTHON_CPPFLAGS ?= -I/usr/include/python3.11
CC ?= gcc
OBJCOPY ?= objcopy

tree := $(top)/build/cpython-3.11.2
work := $(abspath lib/loop)
source := $(work)/src

cpython_files := Python/specialize Objects/genobject Objects/codeobject Objects/frameobject \
	Objects/funcobject Objects/exceptions
names := core $(notdir $(cpython_files))
sources := $(here)/patches/loop/core.c $(cpython_files:%=$(source)/%.c)
our_files := loop shim_events tables

CPPFLAGS_LOOP := -I$(work)/include -I$(source)/Include -I$(source)/Include/internal \
	-I$(source)/Python -I$(here)/patches/loop -I$(here) -DPy_BUILD_CORE -DNDEBUG
CFLAGS_LOOP := -O3 -g -std=gnu11 -fPIC -fno-plt -fwrapv -fvisibility=hidden -ffunction-sections \
	-fdata-sections
WARN_OURS := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Werror
QUIET_CPYTHON := -w

ours := $(our_files:%=$(work)/%.o)
trained := $(names:%=$(work)/trained/%.o)
plain := $(names:%=$(work)/plain/%.o)
learning := $(names:%=$(work)/learning/%.o)
say = @echo "  LOOP    "

ifeq ($(LOOP_PGO),no)
parts := $(plain)
else
parts := $(trained)
endif

lib/loop.o: $(parts) $(ours) $(work)/pgo-is-$(LOOP_PGO)
	$(say) $@
	@$(LD) -r -o $@ $(parts) $(ours)
	@$(OBJCOPY) --localize-symbol=_PySys_Audit $@ # its header wants it exported

# Switching LOOP_PGO links anew.
$(work)/pgo-is-$(LOOP_PGO):
	@mkdir -p $(work) && rm -f $(work)/pgo-is-* && touch $@

# ---- The patched source -------------------------------------------------------------------------

$(tree)/.adder-pristine:
	$(top)/patches/fetch-source

$(source)/.patched: $(tree)/.adder-pristine $(wildcard $(top)/patches/3.11/*)
	$(say) applying patches/3.11
	@rm -rf $(source) $(work)/include && mkdir -p $(source) $(work)/include $(work)/plain \
		$(work)/learning $(work)/trained
	@cp -a $(tree)/Include $(tree)/Objects $(tree)/Python $(source)
	@while read -r patch; do \
		patch -d $(source) -p1 -s < $(top)/patches/3.11/$$patch || exit 1; \
	done < $(top)/patches/3.11/series
	@printf '%s\n' '/* Debian configures with dtrace, whose probes belong to its binary. */' \
		'#include <$(patsubst -I%,%,$(PYTHON_CPPFLAGS))/pyconfig.h>' '#undef WITH_DTRACE' \
		> $(work)/include/pyconfig.h
	@touch $@

headers := $(work)/exported $(source)/.patched $(wildcard $(top)/patches/loop/*.h) \
	$(top)/profile/profile.h $(top)/support/common.h

# What the executable exports stays its own: the definitions are struck from the assembly.
$(work)/exported: $(PYTHON)
	@mkdir -p $(work) && nm -D --defined-only $(PYTHON) | awk '{ sub(/@.*/, "", $$3); print $$3 }' > $@

# compile-cpython NAME, DIRECTORY, OPTIONS
define compile-cpython
	@cd $(work)/$2 && $(CC) $(CPPFLAGS_LOOP) $(CFLAGS_LOOP) $(QUIET_CPYTHON) $3 -S \
		-o $1.s $(firstword $(filter %/$1.c,$(sources)))
	@awk -f $(here)/patches/loop/disown.awk $(work)/exported $(work)/$2/$1.s > $(work)/$2/$1.own.s
	@$(CC) -c -o $(work)/$2/$1.o $(work)/$2/$1.own.s
endef

# core.c is compiled without warnings, for CPython's sake; the shim in it gets its own here.
$(work)/shim.checked: $(top)/patches/loop/shim.c $(headers)
	$(say) shim.c
	@$(CC) $(CPPFLAGS_LOOP) $(CFLAGS_LOOP) $(WARN_OURS) -fsyntax-only $< && touch $@

core_inputs := $(top)/patches/loop/core.c $(top)/patches/loop/shim.c $(work)/shim.checked
$(work)/plain/core.o $(work)/learning/core.o: $(core_inputs)

$(plain): $(work)/plain/%.o: $(headers)
	$(say) $*.c
	$(call compile-cpython,$*,plain,)

$(ours): $(work)/%.o: $(top)/patches/loop/%.c $(headers)
	$(say) $*.c
	@$(CC) $(CPPFLAGS_LOOP) $(CFLAGS_LOOP) $(WARN_OURS) -c $< -o $@

# ---- Training -----------------------------------------------------------------------------------

$(learning): $(work)/learning/%.o: $(headers)
	$(say) $*.c, learning
	$(call compile-cpython,$*,learning,-fprofile-generate -fprofile-update=single)

$(work)/learning/adder_train.so: $(learning) $(ours) $(top)/patches/loop/hooks_stub.c
	@$(CC) $(CPPFLAGS_LOOP) $(CFLAGS_LOOP) $(WARN_OURS) -shared -fprofile-generate -Wl,--gc-sections \
		-o $@ $(top)/patches/loop/hooks_stub.c $(learning) $(ours)

# What is learnt stays good when only our files change.
$(work)/learning/.trained: $(learning) $(top)/patches/loop/hooks_stub.c $(top)/patches/loop/train.py \
		| $(work)/learning/adder_train.so
	$(say) training
	@rm -f $(work)/learning/*.gcda
	@ADDER=0 $(PYTHON) -S $(top)/patches/loop/train.py $(abspath $(work))/learning > $(work)/train.log
	@touch $@

$(trained): $(work)/trained/%.o: $(work)/learning/.trained
	$(say) $*.c, trained
	@cp $(work)/learning/$*.gcda $(work)/trained
	$(call compile-cpython,$*,trained,-fprofile-use -fprofile-correction -Werror=missing-profile)

# ---- Tests --------------------------------------------------------------------------------------

$(work)/learning/test_shim.so: $(top)/patches/loop/shim.c $(headers)
	@$(CC) $(CPPFLAGS_LOOP) $(CFLAGS_LOOP) $(WARN_OURS) -fvisibility=default -shared -o $@ $<

.PHONY: loop-check
loop-check: $(work)/learning/test_shim.so $(work)/learning/adder_train.so
	@$(PYTHON) $(top)/patches/loop/test_shim.py $(work)/learning
	@ADDER=0 $(PYTHON) $(top)/patches/loop/test_loop.py $(work)/learning

.PHONY: loop-clean
loop-clean:
	rm -rf $(work) lib/loop.o

.DELETE_ON_ERROR:
