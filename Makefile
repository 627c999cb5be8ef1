# hvsh: one non-recursive Makefile. `make help` lists the targets.
#   O=DIR     build folder (default build/<flavour>)
#   FLAVOUR=release|debug|asan
FLAVOUR ?= release
O ?= build/$(FLAVOUR)
CC ?= gcc
PREFIX ?= /usr/local

WARN = -Wall -Wextra -Wpedantic -Wshadow -Wmissing-prototypes -Wstrict-prototypes -Wvla \
       -Wpointer-arith -Wwrite-strings -Wformat=2 -Wundef -Wno-format-nonliteral -Werror
OPT_release = -O2 -g -DNDEBUG
OPT_debug = -O0 -g
OPT_asan = -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
CPPFLAGS += -D_GNU_SOURCE -I. -include shell/base/banned.h
CFLAGS += -std=c11 -fPIC $(OPT_$(FLAVOUR)) $(WARN)
XML_CFLAGS = $(shell pkg-config --cflags libxml-2.0)

# What links libvirt and libxml2 is a module, loaded at the first cmdlet that
# needs a hypervisor; everything else is the main program.
MODULE_SRC := $(wildcard vm/*.c)
MAIN_SRC := $(wildcard shell/*.c shell/*/*.c parser/*.c cmdlets/*.c cmdlets/*/*.c disk/*.c)
MODULE_OBJ := $(MODULE_SRC:%.c=$(O)/%.o)
MAIN_OBJ := $(MAIN_SRC:%.c=$(O)/%.o)

all: $(O)/hvsh $(O)/hvsh-vm.so

$(O)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(if $(filter vm/%,$<),$(XML_CFLAGS)) -MMD -MP -c $< -o $@

# vm_* stays unresolved here and is bound lazily once the module is loaded.
$(O)/hvsh: $(MAIN_OBJ)
	$(CC) $(CFLAGS) $(LDFLAGS) -rdynamic -Wl,-z,lazy -Wl,--unresolved-symbols=ignore-in-object-files \
		$(MAIN_OBJ) -o $@ -lreadline -l:libjansson.a -l:libpcre2-8.a -l:libyaml.a -ldl -lpthread -lm

$(O)/hvsh-vm.so: $(MODULE_OBJ)
	$(CC) $(CFLAGS) $(LDFLAGS) -shared $(MODULE_OBJ) -o $@ -lvirt -lvirt-qemu -lxml2 -lpthread

-include $(MAIN_OBJ:.o=.d) $(MODULE_OBJ:.o=.d)

.PHONY: all
