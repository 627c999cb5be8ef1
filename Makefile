# hvsh: one non-recursive Makefile. `make help` lists the targets.
#   FLAVOUR=release|debug|asan|fuzz|coverage   kind of build (default release)
#   O=DIR            build folder (default build/<flavour>)
#   ROOMS="shell/base parser"   unit tests over these folders only
#   FUZZ_SECONDS=10  time per fuzz target      FUZZ_SEED=1  their seed (0: any)
#   V=1  show the commands
FLAVOUR ?= release
O ?= build/$(FLAVOUR)
PREFIX ?= /usr/local
FUZZ_SECONDS ?= 10
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
ifeq ($(origin CC),default)
CC := $(if $(filter fuzz,$(FLAVOUR)),clang,gcc)
endif
Q := $(if $(V),,@)
say = $(if $(V),,@printf '  %-7s %s\n' '$(1)' '$(2)';)

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wmissing-prototypes -Wstrict-prototypes -Wvla \
        -Wpointer-arith -Wwrite-strings -Wformat=2 -Wundef -Wno-format-nonliteral -Werror
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
OPT_release := -O2 -g -DNDEBUG -fstack-protector-strong -D_FORTIFY_SOURCE=2
OPT_debug := -O0 -g
OPT_asan := -O1 -g $(SANITIZE)
OPT_fuzz := -O1 -g $(SANITIZE) -fsanitize=fuzzer-no-link -DHVSH_FUZZ
OPT_coverage := -O0 -g --coverage
OPT := $(OPT_$(FLAVOUR))
ifeq ($(OPT),)
$(error FLAVOUR is one of: release debug asan fuzz coverage)
endif

# The pkg-config variables are expanded per recipe: setup may install pkg-config first.
CPPFLAGS += -D_GNU_SOURCE -I. -include shell/base/banned.h
CFLAGS += -std=c11 -fPIC $(OPT) $(WARN)
XML_CFLAGS = $(shell pkg-config --cflags libxml-2.0)
MAIN_LIBS = -l:libjansson.a -l:libpcre2-8.a -l:libyaml.a -l:libnettle.a -l:libz.a -ldl -lpthread -lm
CRYPT_LIBS = -l:libcrypt.a
GUEST_LIBS = -l:libnettle.a -l:liblz4.a $(CRYPT_LIBS)

# What links a large library is a module of its own, loaded when it is first needed: hypervisors, the
# prompt, the reader of file systems, zip archives, HTTP, Markdown. Everything else, and the
# generation table, is the main program.
MODULES := vm repl fs zip web markdown
vm_SRC := $(filter-out vm/generation.c vm/server/% guest/main.c,$(wildcard vm/*.c vm/*/*.c guest/*.c))
vm_LIBS := -lvirt -lvirt-qemu -lxml2 -llz4 -lpthread
repl_SRC := $(wildcard shell/repl/*.c)
repl_LIBS := -lreadline
fs_SRC := disk/fs_tsk.c disk/fs_ext.c
fs_LIBS := -ltsk -lext2fs -lcom_err
zip_SRC := $(addprefix shell/object/zip_,fault.c reader.c writer.c)
zip_LIBS := -lzip
web_SRC := shell/object/http_client.c
web_LIBS := -lcurl
markdown_SRC := shell/format/markdown_html.c shell/format/markdown_vt.c
markdown_LIBS := -lcmark
MODULE_LIBS := $(foreach m,$(MODULES),$($(m)_LIBS))
MODULE_SO := $(MODULES:%=$(O)/hvsh-%.so)
MAIN_SRC := $(filter-out $(foreach m,$(MODULES),$($(m)_SRC)),$(wildcard shell/*.c shell/*/*.c shell/*/*/*.c parser/*.c \
              cmdlets/*.c cmdlets/*/*.c cmdlets/*/*/*.c disk/*.c vm/generation.c))
# The plugin by which nbdkit serves a disk.
PLUGIN := $(O)/nbdkit-hvsh-plugin.so
PLUGIN_SRC := $(wildcard disk/nbdkit/*.c)
# The program that shows a mounted disk as files.
MOUNTER := $(O)/hvsh-mount
MOUNTER_SRC := $(wildcard disk/fuse/*.c)
DISK_OBJ := $(patsubst %.c,$(O)/%.o,$(filter-out $(fs_SRC),$(wildcard disk/*.c shell/base/*.c)))
# The program that keeps disks served: the hook of libvirt, so XML is its only heavy library.
SERVER_SRC := $(wildcard disk/server/*.c vm/server/*.c)
SERVER_OBJ := $(SERVER_SRC:%.c=$(O)/%.o) $(O)/vm/vm_served.o $(O)/vm/xml.o
# The guest's daemon: the wire format and the guest's side of it.
GUEST_SRC := $(filter-out $(wildcard guest/client*.c),$(wildcard guest/*.c))
GUEST_OBJ := $(GUEST_SRC:%.c=$(O)/%.o) $(patsubst %.c,$(O)/%.o,$(filter-out shell/base/module_file.c,$(wildcard shell/base/*.c)))
ifdef ROOMS
MAIN_SRC := $(filter $(ROOMS:%=%/%),$(MAIN_SRC))
$(foreach m,$(MODULES),$(eval $(m)_SRC := $(filter $(ROOMS:%=%/%),$($(m)_SRC))))
endif
MODULE_SRC := $(foreach m,$(MODULES),$($(m)_SRC))
MODULE_OBJ := $(MODULE_SRC:%.c=$(O)/%.o)
# The guest's side alone: tests have it, the module has no use for it.
GUEST_ONLY_OBJ := $(patsubst %,$(O)/guest/%.o,appliance cuse exec_service file_service ic_service launch login mounted \
                    port_path ports serve session stop vss)
MAIN_OBJ := $(MAIN_SRC:%.c=$(O)/%.o)
LIB_OBJ := $(filter-out $(O)/shell/main.o,$(MAIN_OBJ)) $(MODULE_OBJ)
LIB := $(O)/libhvsh$(if $(ROOMS),-rooms).a
UNIT_SRC := $(wildcard tests/unit/test_*.c)
UNIT_HELP_SRC := $(filter-out $(UNIT_SRC),$(wildcard tests/unit/*.c))
UNIT := $(UNIT_SRC:%.c=$(O)/%)
FUZZ_SRC := $(wildcard tests/fuzz/fuzz_*.c)
FUZZ := $(FUZZ_SRC:%.c=$(O)/%)
HEADERS := $(sort $(wildcard shell/*/*/*.h shell/*/*.h shell/*.h parser/*.h cmdlets/*.h cmdlets/*/*.h cmdlets/*/*/*.h vm/*.h vm/*/*.h \
             disk/*.h disk/*/*.h guest/*.h))
SOURCES := $(sort $(MAIN_SRC) $(MODULE_SRC) $(GUEST_SRC) $(PLUGIN_SRC) $(SERVER_SRC) $(MOUNTER_SRC))
STYLED := $(SOURCES) $(HEADERS) $(wildcard tests/unit/*.[ch] tests/fuzz/*.[ch])
SCRIPTS := $(wildcard .ci/run scripts/*.sh scripts/check-* scripts/coverage-report scripts/demo \
             scripts/with-libvirtd scripts/libvirt-hook scripts/guest/build scripts/guest/init tests/run tests/run-* \
             tests/lib/*.sh tests/meta/*-selftest tests/e2e/*.sh bench/*.sh)

# A build in its default folder can be started as ./hvsh.
TOP_LINK := $(if $(filter release:build/release,$(FLAVOUR):$(O)),hvsh)

ifneq ($(wildcard shell/main.c),)
all: program $(TOP_LINK)  ## build ./hvsh (release)
else
all: objects
endif
GUEST_UNITS := $(O)/hvsh-guest.service $(O)/hvsh-guest.openrc
program: $(GUEST_UNITS) $(O)/hvsh $(MODULE_SO) $(O)/hvsh-guest $(PLUGIN) $(O)/hvsh-disk $(MOUNTER)
objects: $(LIB_OBJ) $(filter $(O)/shell/main.o,$(MAIN_OBJ))
lib: $(LIB)

$(O)/%.o: %.c
	@mkdir -p $(@D)
	$(call say,CC,$<)$(CC) $(CPPFLAGS) $(CFLAGS) $(if $(filter vm/% tests/%,$<),$(XML_CFLAGS)) \
		-MMD -MP -c $< -o $@

# Scripts spend their time here.
HOT_release := -O3 -fno-semantic-interposition -fno-tree-slp-vectorize
$(O)/shell/runtime/%.o: CFLAGS += $(HOT_$(FLAVOUR))

# The programs look for their modules beside them, then where they get installed.
$(O)/prefix: FORCE
	@mkdir -p $(@D)
	@[ "$$(cat $@ 2>/dev/null)" = "$(PREFIX)" ] || echo "$(PREFIX)" >$@
$(O)/shell/base/module_file.o: CPPFLAGS += -DHVSH_LIBDIR='"$(PREFIX)/lib/hvsh"'
$(O)/shell/base/module_file.o: $(O)/prefix
FORCE:

# libtsk's headers use the names of banned functions for things of their own.
$(O)/disk/fs_tsk.o $(foreach k,gcc clang tidy,build/lint/$(k)/disk/fs_tsk.ok): \
	CPPFLAGS += -DHVSH_BASE_BANNED_H

# AddressSanitizer looks up what it wraps at the start of the program: the XDR library that
# libvirt brings along later has to be there by then.
ASAN_LIBS_asan := -Wl,--no-as-needed -l:libtirpc.so.3 -Wl,--as-needed

# Relocations are packed (glibc 2.36), so that the program's tables cost no second table's memory.
LOADED := -Wl,-z,lazy -Wl,-z,pack-relative-relocs
# vm_* stays unresolved here and is bound lazily once the module is loaded; check-layers
# proves that nothing else is left open.
$(O)/hvsh: $(MAIN_OBJ)
	$(call say,LD,$@)$(CC) $(CFLAGS) $(LDFLAGS) -rdynamic $(LOADED) \
		-Wl,--unresolved-symbols=ignore-in-object-files $(MAIN_OBJ) -o $@ $(MAIN_LIBS) $(ASAN_LIBS_$(FLAVOUR))

define module_rule
$(O)/hvsh-$(1).so: $(filter-out $(GUEST_ONLY_OBJ),$($(1)_SRC:%.c=$(O)/%.o))
	$$(call say,LD,$$@)$$(CC) $$(CFLAGS) $$(LDFLAGS) -shared $$(LOADED) $$^ -o $$@ $$($(1)_LIBS)

endef
$(eval $(foreach m,$(MODULES),$(call module_rule,$(m))))

# Static, so that it runs in any guest; a sanitizer has no static runtime.
$(O)/hvsh-guest: $(GUEST_OBJ)
	$(call say,LD,$@)$(CC) $(CFLAGS) $(LDFLAGS) $(if $(filter release debug,$(FLAVOUR)),-static) \
		$(GUEST_OBJ) -o $@ $(GUEST_LIBS)

# The engine as a library: programs that serve disks take from it what they need.
$(O)/libdisk.a: $(DISK_OBJ)
	$(call say,AR,$@)rm -f $@ && ar rcs $@ $^

$(PLUGIN): $(PLUGIN_SRC:%.c=$(O)/%.o) $(O)/libdisk.a
	$(call say,LD,$@)$(CC) $(CFLAGS) $(LDFLAGS) -shared -Wl,--exclude-libs,ALL $^ -o $@ -lpthread

$(O)/hvsh-disk: $(SERVER_OBJ) $(O)/libdisk.a
	$(call say,LD,$@)$(CC) $(CFLAGS) $(LDFLAGS) $^ -o $@ -lxml2 -lpthread

$(MOUNTER): $(MOUNTER_SRC:%.c=$(O)/%.o) $(O)/libdisk.a
	$(call say,LD,$@)$(CC) $(CFLAGS) $(LDFLAGS) $^ -o $@ -lfuse3 -lpthread

# They stand beside the daemon, where Install-VMGuestServices looks for all three.
$(GUEST_UNITS): $(O)/%: guest/units/%
	@mkdir -p $(@D)
	$(Q)cp $< $@

hvsh: $(O)/hvsh
	$(Q)ln -sfn $(O)/hvsh $@

$(LIB): $(LIB_OBJ)
	$(call say,AR,$@)rm -f $@ && ar rcs $@ $(LIB_OBJ)

# ---- checks ------------------------------------------------------------------------
# setup runs before anything is expanded that needs its packages: hence the sub-makes.
SUB = +$(MAKE) --no-print-directory

setup:  ## install the missing Debian packages
	$(Q)scripts/setup.sh

demo:  ## two real virtual machines, start to finish
	$(Q)scripts/demo

test:  ## install what is missing, build with sanitizers, run every check
	$(Q)scripts/setup.sh
	$(Q)tests/run

check: check-layers check-headers check-unit check-meta check-lang  ## quick checks (no hypervisor)

check-unit: $(UNIT)  ## unit tests (best with FLAVOUR=asan)
	$(Q)tests/run-unit $(UNIT)

$(O)/tests/unit/test_%: $(O)/tests/unit/test_%.o $(UNIT_HELP_SRC:%.c=$(O)/%.o) $(LIB)
	$(call say,LD,$@)$(CC) $(CFLAGS) $(LDFLAGS) -rdynamic $(filter %.o,$^) $(LIB) -o $@ -lcmocka \
		$(MAIN_LIBS) $(MODULE_LIBS) $(CRYPT_LIBS)

unit: $(UNIT)

check-lang: program  ## language tests
	$(Q)HVSH=$(O)/hvsh tests/lang/run tests/lang

check-cmdlets: program  ## cmdlet tests against libvirt's test driver
	$(Q)HVSH=$(O)/hvsh HVSH_URI=test:///default tests/lang/run tests/cmdlets

check-web: program  ## the web cmdlets against a server of the test's own
	$(Q)HVSH=$(O)/hvsh tests/run-web

check-e2e: program  ## real guests under a private libvirtd (also: make check-e2e E2E=pattern)
	$(Q)HVSH=$(O)/hvsh tests/run-e2e $(E2E)

check-meta: $(filter %metadata,$(UNIT))  ## cmdlets agree with their reference
	$(Q)tests/run-unit $(filter %metadata,$(UNIT))

check-layers: program  ## folders include only what they may
	$(Q)scripts/check-layers $(O)/hvsh $(MODULE_SO)

check-headers: $(HEADERS:%=$(O)/headers/%.ok)  ## every header compiles alone

$(O)/headers/%.h.ok: %.h
	@mkdir -p $(@D)
	$(Q)printf '#include "%s"\n' $< | $(CC) $(CPPFLAGS) $(filter-out -O% -g,$(CFLAGS)) $(XML_CFLAGS) \
		-fsyntax-only -x c -MMD -MP -MT $@ -MF $(@:.ok=.d) - && touch $@

check-valgrind: $(UNIT)  ## unit tests under valgrind (best with FLAVOUR=debug)
	$(Q)tests/run-unit --valgrind $(UNIT)

LINT := build/lint
lint: lint-gcc lint-clang lint-tidy lint-format lint-shell  ## all static checks
lint-gcc: $(SOURCES:%.c=$(LINT)/gcc/%.ok)
lint-clang: $(SOURCES:%.c=$(LINT)/clang/%.ok)
lint-tidy: $(SOURCES:%.c=$(LINT)/tidy/%.ok)
lint-format: $(STYLED:%=$(LINT)/format/%.ok)
lint-shell: $(SCRIPTS:%=$(LINT)/shell/%.ok)

# -O2 for the warnings that need data flow.
$(LINT)/gcc/%.ok: %.c
	@mkdir -p $(@D)
	$(Q)gcc $(CPPFLAGS) -std=c11 -O2 $(WARN) -Wduplicated-cond -Wlogical-op \
		$(if $(filter vm/%,$<),$(XML_CFLAGS)) -MMD -MP -MT $@ -MF $(@:.ok=.d) -c $< -o $(@:.ok=.o)
	@rm -f $(@:.ok=.o) && touch $@

$(LINT)/clang/%.ok: %.c
	@mkdir -p $(@D)
	$(Q)clang $(CPPFLAGS) -std=c11 $(WARN) -fsyntax-only $(if $(filter vm/%,$<),$(XML_CFLAGS)) \
		-MMD -MP -MT $@ -MF $(@:.ok=.d) $< && touch $@

$(LINT)/tidy/%.ok: %.c .clang-tidy
	@mkdir -p $(@D)
	$(Q)clang-tidy --quiet $< -- $(CPPFLAGS) -std=c11 $(if $(filter vm/%,$<),$(XML_CFLAGS)) \
		2>$@.log || { cat $@.log; exit 1; }
	@touch $@

$(LINT)/format/%.ok: % .clang-format
	@mkdir -p $(@D)
	$(Q)clang-format --dry-run -Werror $< && touch $@

$(LINT)/shell/%.ok: %
	@mkdir -p $(@D)
	$(Q)shellcheck -S warning -x $< && touch $@

format:  ## put every source into the house style
	$(Q)clang-format -i $(STYLED)

ifeq ($(FLAVOUR),fuzz)
fuzz: $(FUZZ)
	$(Q)tests/run-fuzz $(FUZZ_SECONDS) $(FUZZ)
$(O)/tests/fuzz/fuzz_%: $(O)/tests/fuzz/fuzz_%.o $(LIB)
	$(call say,LD,$@)$(CC) $(CFLAGS) -fsanitize=fuzzer $(LDFLAGS) $< $(LIB) -o $@ $(MAIN_LIBS) $(MODULE_LIBS) $(CRYPT_LIBS)
else
fuzz:  ## build every fuzz target and run each for FUZZ_SECONDS
	$(SUB) FLAVOUR=fuzz O=build/fuzz CC=clang fuzz
endif

coverage:  ## line coverage of the unit and language tests
	$(SUB) FLAVOUR=coverage O=build/coverage coverage-run
coverage-run: $(UNIT) program
	$(Q)find $(O) -name '*.gcda' -delete
	-$(Q)tests/run-unit $(UNIT)
	-$(Q)HVSH=$(O)/hvsh tests/lang/run tests/lang
	$(Q)scripts/coverage-report $(O)

bench: all  ## compare with other languages and with virsh (BENCH="--check loop" …)
	$(Q)bench/run $(BENCH)

guest:  ## build the test guest's kernel, initramfs and disks in build/guest
	$(Q)scripts/guest/build

# ---- installation ------------------------------------------------------------------
share := $(DESTDIR)$(PREFIX)/share
# libvirt's hook, which serves VHDs and VHDXs to its machines; libvirtd sees its first hook when it
# is started again.
SYSCONFDIR ?= $(if $(filter /usr /usr/local,$(PREFIX)),/etc,$(PREFIX)/etc)
HOOK := $(DESTDIR)$(SYSCONFDIR)/libvirt/hooks/qemu.d/50-hvsh
# Where AppArmor confines QEMU, it has to be told that the servers' sockets may be used.
ARMOR := $(DESTDIR)$(SYSCONFDIR)/apparmor.d/local/abstractions/libvirt-qemu
ARMOR_RULE := /run/hvsh/disk/*.sock rw,
install: all  ## install below PREFIX (honours DESTDIR)
	$(Q)install -D -m 755 $(O)/hvsh $(DESTDIR)$(PREFIX)/bin/hvsh
	$(Q)install -d $(DESTDIR)$(PREFIX)/lib/hvsh
	$(Q)install -m 644 $(MODULE_SO) $(DESTDIR)$(PREFIX)/lib/hvsh/
	$(Q)install -D -m 755 $(O)/hvsh-guest $(DESTDIR)$(PREFIX)/lib/hvsh/hvsh-guest
	$(Q)install -m 644 $(GUEST_UNITS) $(DESTDIR)$(PREFIX)/lib/hvsh/
	$(Q)install -D -m 755 $(O)/hvsh-disk $(DESTDIR)$(PREFIX)/lib/hvsh/hvsh-disk
	$(Q)install -d $(dir $(HOOK))
	$(Q)sed 's|@LIBDIR@|$(PREFIX)/lib/hvsh|' scripts/libvirt-hook >$(HOOK)
	$(Q)chmod 755 $(HOOK)
	$(Q)[ ! -d $(patsubst %/abstractions/,%,$(dir $(ARMOR))) ] || grep -qsF '$(ARMOR_RULE)' $(ARMOR) || \
		{ install -d $(dir $(ARMOR)) && echo '$(ARMOR_RULE)' >>$(ARMOR); }
	$(Q)install -D -m 755 $(MOUNTER) $(DESTDIR)$(PREFIX)/lib/hvsh/hvsh-mount
	$(Q)install -D -m 644 $(PLUGIN) $(DESTDIR)$(PREFIX)/lib/hvsh/nbdkit-hvsh-plugin.so
	$(Q)[ ! -f completions/hvsh.bash ] || \
		install -D -m 644 completions/hvsh.bash $(share)/bash-completion/completions/hvsh
	$(Q)[ ! -f completions/_hvsh ] || \
		install -D -m 644 completions/_hvsh $(share)/zsh/site-functions/_hvsh
	$(Q)[ ! -f completions/hvsh.fish ] || \
		install -D -m 644 completions/hvsh.fish $(share)/fish/vendor_completions.d/hvsh.fish
	$(Q)[ ! -f docs/hvsh.1 ] || install -D -m 644 docs/hvsh.1 $(share)/man/man1/hvsh.1

uninstall:  ## remove what install put there
	$(Q)rm -f $(DESTDIR)$(PREFIX)/bin/hvsh $(MODULE_SO:$(O)/%=$(DESTDIR)$(PREFIX)/lib/hvsh/%) \
		$(GUEST_UNITS:$(O)/%=$(DESTDIR)$(PREFIX)/lib/hvsh/%) \
		$(DESTDIR)$(PREFIX)/lib/hvsh/hvsh-guest $(DESTDIR)$(PREFIX)/lib/hvsh/nbdkit-hvsh-plugin.so \
		$(DESTDIR)$(PREFIX)/lib/hvsh/hvsh-disk $(DESTDIR)$(PREFIX)/lib/hvsh/hvsh-mount $(HOOK) \
		$(share)/bash-completion/completions/hvsh $(share)/zsh/site-functions/_hvsh \
		$(share)/fish/vendor_completions.d/hvsh.fish $(share)/man/man1/hvsh.1
	$(Q)[ ! -f $(ARMOR) ] || sed -i '\|^$(subst *,\*,$(ARMOR_RULE))$$|d' $(ARMOR)
	$(Q)rmdir --ignore-fail-on-non-empty $(DESTDIR)$(PREFIX)/lib/hvsh 2>/dev/null || true

# In a guest; its service manager is the one that is there.
install-guest: $(O)/hvsh-guest $(GUEST_UNITS)  ## install the guest's daemon and its units (honours DESTDIR)
	$(Q)install -D -m 755 $(O)/hvsh-guest $(DESTDIR)/usr/sbin/hvsh-guest
	$(Q)install -D -m 644 $(O)/hvsh-guest.service $(DESTDIR)/lib/systemd/system/hvsh-guest.service
	$(Q)install -D -m 755 $(O)/hvsh-guest.openrc $(DESTDIR)/etc/init.d/hvsh-guest

deb:  ## build build/hvsh-guest_VERSION_ARCH.deb, the guest's daemon as a Debian package
	$(SUB) O=$(O) $(O)/hvsh-guest $(GUEST_UNITS)
	$(Q)scripts/guest/deb $(O) build

clean:  ## remove everything that was built (unpacked boot loaders stay)
	$(Q)[ ! -d build ] || find build -mindepth 1 -maxdepth 1 ! -name debs -exec rm -rf {} +
	$(Q)rm -f hvsh

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-16s %s\n", $$1, $$2 }' Makefile
	@sed -n '2,5s/^#//p' Makefile

-include $(MAIN_OBJ:.o=.d) $(MODULE_OBJ:.o=.d) $(O)/guest/main.d $(PLUGIN_SRC:%.c=$(O)/%.d) \
         $(SERVER_SRC:%.c=$(O)/%.d) $(MOUNTER_SRC:%.c=$(O)/%.d) \
         $(UNIT:=.d) $(UNIT_HELP_SRC:%.c=$(O)/%.d) $(FUZZ:=.d)
-include $(HEADERS:%=$(O)/headers/%.d)
ifneq ($(filter lint%,$(MAKECMDGOALS)),)
-include $(SOURCES:%.c=$(LINT)/gcc/%.d) $(SOURCES:%.c=$(LINT)/clang/%.d)
endif

.SECONDARY:
.DELETE_ON_ERROR:
.PHONY: FORCE all program objects lib setup demo test check check-unit unit check-lang check-cmdlets \
        check-e2e check-meta check-layers check-headers check-valgrind lint lint-gcc lint-clang \
        lint-tidy lint-format lint-shell format fuzz coverage coverage-run bench guest install install-guest deb \
        uninstall clean help
