/* The stackmap carrier: exits that store nothing.
 *
 * The exit block is a patchpoint whose operands are the live values; LLVM records where it keeps
 * each of them at that call.  The thunk that is called saves the registers as they are, finds the
 * record by its return address and brings the values into the activation's slots, so that from
 * there on both carriers are the same.  Every record is checked when the code is loaded: if one is
 * not what was asked for the function is compiled again with the other carrier.
 *
 * The table belongs to the unit's record in the backend (malloc).  GIL held. */
#include "irgen/llvm_internal.h"

#include <stdlib.h>
#include <string.h>

enum { CALL_BYTES = 13 }; /* movabs to a scratch register, and the call through it */

/* ---- Making ----------------------------------------------------------------------------------------- */

static void add_live(AdderLower *l, LLVMValueRef *args, unsigned *n, HirInstr *value)
{
    LLVMValueRef word = adder_lower_value(l, value);
    args[(*n)++] = LLVMTypeOf(word) == l->i1 ? LLVMBuildZExt(l->b, word, l->i64, "") : word;
}

/* Room for all words of all live values, and the patchpoint's own operands. */
static LLVMValueRef *live_operands(AdderLower *l, const AdderLowerExit *e, unsigned *n)
{
    size_t room = *n;
    for (int i = 0; i < e->lives.n; i++) {
        room += 1 + (size_t)e->lives.at[i].value->nargs;
    }
    LLVMValueRef *args = ADDER_NEW_ARRAY(l->arena, LLVMValueRef, room);
    for (int i = 0; args != NULL && i < e->lives.n; i++) {
        HirInstr *value = e->lives.at[i].value;
        if (l->stored[value->id]) {
            continue;
        }
        if (hir_result_ref(value) != HIR_R_Virtual) {
            add_live(l, args, n, value);
            continue;
        }
        for (int k = 0; k < value->nargs; k++) {
            add_live(l, args, n, value->args[k]);
        }
    }
    return args;
}

void adder_stackmap_exit(AdderLower *l, const AdderLowerExit *e)
{
    static const char name[] = "llvm.experimental.patchpoint";
    unsigned n = 6;
    LLVMValueRef *args = live_operands(l, e, &n);
    if (args == NULL) {
        return;
    }
    args[0] = adder_lower_int(l, e->number);
    args[1] = LLVMConstInt(l->i32, CALL_BYTES, 0);
    args[2] = adder_lower_extern(l, "adder_exit_thunk");
    args[3] = LLVMConstInt(l->i32, 2, 0);
    args[4] = l->act;
    args[5] = adder_lower_int(l, e->number);
    unsigned id = LLVMLookupIntrinsicID(name, sizeof(name) - 1);
    LLVMValueRef f = LLVMGetIntrinsicDeclaration(l->module, id, &l->none,
                                                 LLVMIntrinsicIsOverloaded(id) ? 1 : 0);
    LLVMBuildCall2(l->b, LLVMGlobalGetValueType(f), f, args, n, "");
}

/* ---- Reading ------------------------------------------------------------------------------------------ */

/* LLVM's stack map section, version 3. */
typedef struct {
    uint8_t version, reserved0;
    uint16_t reserved1;
    uint32_t nfunctions, nconstants, nrecords;
} SectionHead;

typedef struct {
    uint64_t address, stack_size, nrecords;
} SectionFunction;

typedef struct {
    uint64_t id;
    uint32_t offset;
    uint16_t reserved, nlocations;
} SectionRecord;

typedef enum { IN_REGISTER = 1, AN_ADDRESS, IN_MEMORY, CONSTANT, CONSTANT_INDEX } LocationKind;

typedef struct {
    uint8_t kind, reserved0;
    uint16_t size, reg, reserved1; /* reg: DWARF's number */
    int32_t offset;
} SectionLocation;

/* One word to bring. */
typedef struct {
    SectionLocation from;
    uint32_t slot;
    uint64_t constant;
} Word;

typedef struct {
    uint64_t address; /* where the thunk returns to */
    uint32_t first, n;
} Exit;

typedef struct {
    uint32_t nexits;
    Exit *exits;
    Word words[];
} Table;

typedef struct {
    AdderLower *l;
    const char *at, *end;
    const uint64_t *constants;
    uint32_t nconstants;
    uint64_t start; /* of the function */
    Table *table;
    uint32_t nwords;
} Reader;

static AdderStatus bad(AdderLower *l, const char *what)
{
    l->reason = adder_arena_printf(l->arena, "stack map: %s", what);
    return ADDER_BUG;
}

static bool good_location(const Reader *r, const SectionLocation *at)
{
    bool known_reg = at->reg <= 15 || (at->reg >= 17 && at->reg <= 32);
    switch ((LocationKind)at->kind) {
    case IN_REGISTER: return known_reg && at->size <= 16;
    case AN_ADDRESS:
    case IN_MEMORY: return at->reg <= 15 && at->size == 8;
    case CONSTANT: return true;
    case CONSTANT_INDEX: return (uint32_t)at->offset < r->nconstants;
    }
    return false;
}

/* The locations of one exit, for its live words in their order. */
static AdderStatus read_words(Reader *r, const AdderLowerExit *e, const SectionLocation *from,
                              unsigned nlocations)
{
    unsigned taken = 0;
    for (int i = 0; i < e->lives.n; i++) {
        HirInstr *value = e->lives.at[i].value;
        int width = hir_result_ref(value) == HIR_R_Virtual ? value->nargs : 1;
        for (int k = 0; !r->l->stored[value->id] && k < width; k++, taken++) {
            if (taken >= nlocations || !good_location(r, &from[taken])) {
                return bad(r->l, "a location that is not understood");
            }
            uint64_t constant = from[taken].kind == CONSTANT_INDEX
                                    ? r->constants[from[taken].offset]
                                    : (uint64_t)(int64_t)from[taken].offset;
            r->table->words[r->nwords++]
                = (Word){ from[taken], e->lives.at[i].slot + (uint32_t)k, constant };
        }
    }
    return taken == nlocations ? ADDER_OK : bad(r->l, "another number of values than expected");
}

static AdderStatus read_record(Reader *r)
{
    const SectionRecord *record = (const SectionRecord *)r->at;
    if (record->id >= (uint64_t)r->l->exits.n) {
        return bad(r->l, "an unknown exit");
    }
    const SectionLocation *locations = (const SectionLocation *)(record + 1);
    const char *behind = (const char *)(locations + record->nlocations);
    behind += (uintptr_t)behind & 4;
    uint16_t nliveouts = ((const uint16_t *)behind)[1];
    behind += 4 + 4u * nliveouts;
    behind += (uintptr_t)behind & 4;
    r->at = behind;
    if (behind > r->end) {
        return bad(r->l, "the section is too short");
    }
    Exit *exit = &r->table->exits[r->table->nexits++];
    exit->address = r->start + record->offset + CALL_BYTES;
    exit->first = r->nwords;
    AdderStatus status
        = read_words(r, r->l->exits.at[record->id], locations, record->nlocations);
    exit->n = r->nwords - exit->first;
    return status;
}

/* Words for all records at most: the section cannot hold more locations than its size allows. */
static Table *new_table(size_t section_bytes, uint32_t nrecords)
{
    size_t nwords = section_bytes / sizeof(SectionLocation);
    Table *table = calloc(1, sizeof(Table) + nwords * sizeof(Word) + nrecords * sizeof(Exit));
    if (table != NULL) {
        table->exits = (Exit *)(void *)&table->words[nwords];
    }
    return table;
}

static bool has_stackmap_exits(const AdderLower *l)
{
    for (int i = 0; i < l->exits.n; i++) {
        if (l->exits.at[i]->block != NULL) {
            return true;
        }
    }
    return false;
}

AdderStatus adder_stackmap_read(AdderLower *l, const void *section, size_t size, void **out)
{
    const SectionHead *head = section;
    if (section == NULL) {
        return has_stackmap_exits(l) ? bad(l, "no section") : ADDER_OK;
    }
    const SectionFunction *functions = (const SectionFunction *)(head + 1);
    if (size < sizeof(*head) || head->version != 3 || head->nfunctions != 1) {
        return bad(l, "another version, or several functions");
    }
    Reader r = { .l = l, .end = (const char *)section + size, .start = functions[0].address,
                 .constants = (const uint64_t *)(functions + 1), .nconstants = head->nconstants };
    r.at = (const char *)(r.constants + r.nconstants);
    *out = r.table = new_table(size, head->nrecords);
    if (r.table == NULL) {
        return ADDER_NOMEM;
    }
    for (uint32_t i = 0; i < head->nrecords; i++) {
        AdderStatus status = read_record(&r);
        if (status != ADDER_OK) {
            return status;
        }
    }
    return ADDER_OK;
}

/* ---- Leaving ------------------------------------------------------------------------------------------- */

/* As the thunk saves them: in the order of DWARF's numbers. */
typedef struct {
    uint64_t general[16]; /* rax rdx rcx rbx rsi rdi rbp rsp r8 ... r15 */
    uint64_t vector[16];  /* low halves of xmm0 ... xmm15 */
} Registers;

void adder_stackmap_fill(AdderActivation *act, uint64_t number, Registers *regs,
                         uint64_t address);

static uint64_t word_of(const Word *word, const Registers *regs)
{
    const SectionLocation *from = &word->from;
    uint64_t value = 0;
    switch ((LocationKind)from->kind) {
    case IN_REGISTER:
        return from->reg >= 17 ? regs->vector[from->reg - 17] : regs->general[from->reg];
    case AN_ADDRESS: return regs->general[from->reg] + (uint64_t)(int64_t)from->offset;
    case IN_MEMORY:
        memcpy(&value, (const char *)regs->general[from->reg] + from->offset, sizeof(value));
        return value;
    default: return word->constant;
    }
}

/* Called by the thunk.  The table was checked when the code was loaded. */
__attribute__((used)) void adder_stackmap_fill(AdderActivation *act, uint64_t number,
                                               Registers *regs, uint64_t address)
{
    const Table *table = adder_backend_stackmaps(act->unit);
    (void)number;
    for (uint32_t i = 0; i < table->nexits; i++) {
        if (table->exits[i].address != address) {
            continue;
        }
        const Word *words = &table->words[table->exits[i].first];
        for (uint32_t k = 0; k < table->exits[i].n; k++) {
            act->slot[words[k].slot] = word_of(&words[k], regs);
        }
        return;
    }
    Py_FatalError("adder: an exit without a stack map record");
}

/* rdi: activation, rsi: number of the exit.  Clobbers what a call clobbers. */
__attribute__((naked)) void adder_exit_thunk(void)
{
    __asm__("pushq %rbp\n\t"
            "movq %rsp, %rbp\n\t"
            "subq $256, %rsp\n\t"
            "andq $-16, %rsp\n\t"
            "movq %rax, 0(%rsp)\n\t"
            "movq %rdx, 8(%rsp)\n\t"
            "movq %rcx, 16(%rsp)\n\t"
            "movq %rbx, 24(%rsp)\n\t"
            "movq %rsi, 32(%rsp)\n\t"
            "movq %rdi, 40(%rsp)\n\t"
            "movq 0(%rbp), %rax\n\t"   /* the compiled code's rbp */
            "movq %rax, 48(%rsp)\n\t"
            "leaq 16(%rbp), %rax\n\t"  /* and its rsp at the call */
            "movq %rax, 56(%rsp)\n\t"
            "movq %r8, 64(%rsp)\n\t"
            "movq %r9, 72(%rsp)\n\t"
            "movq %r10, 80(%rsp)\n\t"
            "movq %r11, 88(%rsp)\n\t"
            "movq %r12, 96(%rsp)\n\t"
            "movq %r13, 104(%rsp)\n\t"
            "movq %r14, 112(%rsp)\n\t"
            "movq %r15, 120(%rsp)\n\t"
            "movsd %xmm0, 128(%rsp)\n\t"
            "movsd %xmm1, 136(%rsp)\n\t"
            "movsd %xmm2, 144(%rsp)\n\t"
            "movsd %xmm3, 152(%rsp)\n\t"
            "movsd %xmm4, 160(%rsp)\n\t"
            "movsd %xmm5, 168(%rsp)\n\t"
            "movsd %xmm6, 176(%rsp)\n\t"
            "movsd %xmm7, 184(%rsp)\n\t"
            "movsd %xmm8, 192(%rsp)\n\t"
            "movsd %xmm9, 200(%rsp)\n\t"
            "movsd %xmm10, 208(%rsp)\n\t"
            "movsd %xmm11, 216(%rsp)\n\t"
            "movsd %xmm12, 224(%rsp)\n\t"
            "movsd %xmm13, 232(%rsp)\n\t"
            "movsd %xmm14, 240(%rsp)\n\t"
            "movsd %xmm15, 248(%rsp)\n\t"
            "movq %rsp, %rdx\n\t"
            "movq 8(%rbp), %rcx\n\t"   /* where we return to: names the record */
            "call adder_stackmap_fill\n\t"
            "movq %rbp, %rsp\n\t"
            "popq %rbp\n\t"
            "ret");
}
