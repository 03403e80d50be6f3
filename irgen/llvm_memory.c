/* Code memory: one reservation of address space, handed out in pages, never writable and
 * executable at once.
 *
 * A unit's object file gets one run of pages: code in front, data behind, within reach of 32-bit
 * displacements of each other.  RTDyld writes while the pages are writable; adder_memory_finish
 * makes the code executable and the rest read-only and returns what was not used.  The pages
 * belong to the AdderCodeMemory until adder_memory_free.  Callers hold the GIL. */
#include "irgen/llvm_internal.h"

#include <elf.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum {
    PAGE = 4096,
    POOL_PAGES = 64 * 1024 * 1024 / PAGE,
    SLACK = 1024, /* alignment, and what RTDyld adds to sections */
    STUB = 16,    /* at most, for each relocation: a jump to a far function ... */
    ADDRESS = 8,  /* ... or a word of the global offset table */
};

struct AdderCodeMemory {
    char *start, *data;
    size_t code_pages, data_pages;
    size_t code_used, data_used;
    char *stackmaps;
    size_t stackmap_bytes;
};

bool adder_memory_denied;

static char *pool;
static uint8_t pool_taken[POOL_PAGES];
static size_t pool_next; /* where the last search ended */

static bool make_pool(void)
{
    if (pool == NULL) {
        void *at = mmap(NULL, (size_t)POOL_PAGES * PAGE, PROT_NONE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        pool = at == MAP_FAILED ? NULL : at;
    }
    return pool != NULL;
}

/* First page of a run of n free ones between from and to; (size_t)-1: none. */
static size_t find_run(size_t from, size_t to, size_t n)
{
    size_t length = 0;
    for (size_t i = from; i < to; i++) {
        length = pool_taken[i] ? 0 : length + 1;
        if (length == n) {
            return i + 1 - n;
        }
    }
    return (size_t)-1;
}

static char *take_pages(size_t n)
{
    size_t first = find_run(pool_next, POOL_PAGES, n);
    if (first == (size_t)-1) {
        first = find_run(0, POOL_PAGES, n);
    }
    if (first == (size_t)-1) {
        return NULL;
    }
    memset(&pool_taken[first], 1, n);
    pool_next = first + n;
    return pool + first * PAGE;
}

static void give_pages(char *start, size_t n)
{
    if (n > 0) {
        madvise(start, n * PAGE, MADV_DONTNEED);
        mprotect(start, n * PAGE, PROT_NONE);
        memset(&pool_taken[(size_t)(start - pool) / PAGE], 0, n);
    }
}

static size_t pages_for(size_t bytes)
{
    return (bytes + PAGE - 1) / PAGE;
}

/* How much of an object file's sections will be loaded, with room for stubs and addresses. */
static void measure(const char *object, size_t *code, size_t *data)
{
    const Elf64_Ehdr *header = (const Elf64_Ehdr *)object;
    const Elf64_Shdr *sections = (const Elf64_Shdr *)(object + header->e_shoff);
    size_t relocations = 0;
    *code = *data = SLACK;
    for (int i = 0; i < header->e_shnum; i++) {
        size_t size = sections[i].sh_size + sections[i].sh_addralign;
        if (sections[i].sh_type == SHT_RELA) {
            relocations += sections[i].sh_size / sizeof(Elf64_Rela);
        }
        else if (sections[i].sh_flags & SHF_ALLOC) {
            *(sections[i].sh_flags & SHF_EXECINSTR ? code : data) += size;
        }
    }
    *code += relocations * STUB;
    *data += relocations * ADDRESS;
}

AdderCodeMemory *adder_memory_new(const char *object)
{
    AdderCodeMemory *memory = make_pool() ? calloc(1, sizeof(*memory)) : NULL;
    if (memory == NULL) {
        return NULL;
    }
    size_t code, data;
    measure(object, &code, &data);
    memory->code_pages = pages_for(code);
    memory->data_pages = pages_for(data);
    size_t all = memory->code_pages + memory->data_pages;
    memory->start = take_pages(all);
    if (memory->start == NULL) {
        free(memory);
        return NULL;
    }
    memory->data = memory->start + memory->code_pages * PAGE;
    if (mprotect(memory->start, all * PAGE, PROT_READ | PROT_WRITE) != 0) {
        adder_memory_free(memory);
        return NULL;
    }
    return memory;
}

void adder_memory_free(AdderCodeMemory *memory)
{
    if (memory != NULL) {
        give_pages(memory->start, memory->code_pages);
        give_pages(memory->data, memory->data_pages);
    }
    free(memory);
}

static uint8_t *bump(char *start, size_t room, size_t *used, uintptr_t size, unsigned align)
{
    size_t at = (*used + (align > 0 ? align - 1 : 0)) & ~(size_t)(align > 0 ? align - 1 : 0);
    if (at + size > room) {
        return NULL;
    }
    *used = at + size;
    return (uint8_t *)start + at;
}

uint8_t *adder_memory_code(void *arg, uintptr_t size, unsigned align, unsigned id,
                           const char *name)
{
    (void)id, (void)name;
    AdderCodeMemory *memory = arg;
    return bump(memory->start, memory->code_pages * PAGE, &memory->code_used, size, align);
}

uint8_t *adder_memory_data(void *arg, uintptr_t size, unsigned align, unsigned id,
                           const char *name, LLVMBool read_only)
{
    (void)id, (void)read_only;
    AdderCodeMemory *memory = arg;
    uint8_t *at = bump(memory->data, memory->data_pages * PAGE, &memory->data_used, size, align);
    if (at != NULL && strcmp(name, ".llvm_stackmaps") == 0) {
        memory->stackmaps = (char *)at;
        memory->stackmap_bytes = size;
    }
    return at;
}

static void trim(char *start, size_t used, size_t *pages)
{
    size_t keep = pages_for(used);
    give_pages(start + keep * PAGE, *pages - keep);
    *pages = keep;
}

LLVMBool adder_memory_finish(void *arg, char **error)
{
    AdderCodeMemory *memory = arg;
    trim(memory->start, memory->code_used, &memory->code_pages);
    trim(memory->data, memory->data_used, &memory->data_pages);
    if (mprotect(memory->start, memory->code_pages * PAGE, PROT_READ | PROT_EXEC) != 0
        || (memory->data_pages > 0
            && mprotect(memory->data, memory->data_pages * PAGE, PROT_READ) != 0)) {
        adder_memory_denied = true;
        *error = strdup("machine code could not be made executable");
        return 1;
    }
    return 0;
}

void adder_memory_section(const AdderCodeMemory *memory, void **code, size_t *code_bytes,
                          void **stackmaps, size_t *stackmap_bytes)
{
    *code = memory->start;
    *code_bytes = memory->code_used;
    *stackmaps = memory->stackmaps;
    *stackmap_bytes = memory->stackmap_bytes;
}
