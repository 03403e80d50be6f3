/* Reads what hir_print writes: for tests, and to take a dump apart. Needs no Python; symbols come
 * back without objects. Memory: the arena's. The first error ends it, with its line. */
#include "irgen/hir.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_ID = 100000, MAX_LIST = 4096 };

typedef struct {
    HirFunc *func;
    const char *at;
    int line;
    char *error;
    size_t error_size;
    bool failed;
    ADDER_VEC(HirInstr *) values; /* by id; made at the first mention */
    ADDER_VEC(HirBlock *) blocks; /* by id */
    ADDER_VEC(HirState *) states; /* by id */
} Parser;

/* ---- Words ----------------------------------------------------------------------------------- */

static void __attribute__((format(printf, 2, 3)))
fail(Parser *p, const char *format, ...)
{
    if (!p->failed) {
        int n = snprintf(p->error, p->error_size, "line %d: ", p->line);
        va_list args;
        va_start(args, format);
        if (n > 0 && (size_t)n < p->error_size) {
            vsnprintf(p->error + n, p->error_size - (size_t)n, format, args);
        }
        va_end(args);
    }
    p->failed = true;
}

static void
skip(Parser *p)
{
    for (; *p->at == ' ' || *p->at == '\n' || *p->at == ';'; p->at++) {
        p->line += *p->at == '\n';
        if (*p->at == ';') { /* a comment */
            p->at += strcspn(p->at, "\n");
            p->line++;
            if (*p->at == '\0') {
                return;
            }
        }
    }
}

static bool
accept(Parser *p, const char *text)
{
    skip(p);
    size_t n = strlen(text);
    bool word = isalnum((unsigned char)text[n - 1]) != 0;
    if (strncmp(p->at, text, n) != 0 || (word && isalnum((unsigned char)p->at[n]))) {
        return false;
    }
    p->at += n;
    return true;
}

static void
expect(Parser *p, const char *text)
{
    if (!p->failed && !accept(p, text)) {
        fail(p, "'%s' expected, found '%.20s'", text, p->at);
    }
}

static int64_t
number(Parser *p)
{
    skip(p);
    char *end;
    int64_t value = strtoll(p->at, &end, 10);
    if (end == p->at) {
        fail(p, "a number expected, found '%.20s'", p->at);
    }
    p->at = end;
    return value;
}

/* prefix and a number: v12, bb3, st4. -1 and no failure if something else stands here. */
static int
numbered(Parser *p, const char *prefix)
{
    skip(p);
    size_t n = strlen(prefix);
    if (strncmp(p->at, prefix, n) != 0 || !isdigit((unsigned char)p->at[n])) {
        return -1;
    }
    p->at += n;
    int64_t id = number(p);
    if (id > MAX_ID) {
        fail(p, "%s%lld is too large", prefix, (long long)id);
    }
    return p->failed ? 0 : (int)id;
}

/* ---- Things by number ------------------------------------------------------------------------ */

static HirInstr *
value_of(Parser *p, int id)
{
    while (p->values.n <= id && !p->failed) {
        if (!ADDER_VEC_PUSH(p->func->arena, &p->values, NULL)) {
            fail(p, "no memory");
        }
    }
    if (p->failed) {
        return NULL;
    }
    if (p->values.at[id] == NULL) {
        p->values.at[id] = ADDER_NEW(p->func->arena, HirInstr);
        if (p->values.at[id] != NULL) {
            p->values.at[id]->id = id;
        }
    }
    return p->values.at[id];
}

static HirBlock *
block_of(Parser *p, int id)
{
    while (p->blocks.n <= id && !p->failed) {
        if (!ADDER_VEC_PUSH(p->func->arena, &p->blocks, NULL)) {
            fail(p, "no memory");
        }
    }
    if (p->failed) {
        return NULL;
    }
    if (p->blocks.at[id] == NULL) {
        p->blocks.at[id] = hir_block_new(p->func, 0);
        if (p->blocks.at[id] != NULL) {
            p->blocks.at[id]->id = id;
        }
    }
    return p->blocks.at[id];
}

static HirState *
state_of(Parser *p, int id)
{
    if (id < 0 || id >= p->states.n || p->states.at[id] == NULL) {
        fail(p, "st%d is not known", id);
        return NULL;
    }
    return p->states.at[id];
}

/* A value, or NULL for "-". */
static HirInstr *
slot(Parser *p)
{
    if (accept(p, "-")) {
        return NULL;
    }
    int id = numbered(p, "v");
    if (id < 0) {
        fail(p, "a value expected, found '%.20s'", p->at);
        return NULL;
    }
    return value_of(p, id);
}

static int
slots(Parser *p, HirInstr **list)
{
    int n = 0;
    expect(p, "[");
    while (!p->failed && !accept(p, "]")) {
        if (n > 0) {
            expect(p, ",");
        }
        if (n == MAX_LIST) {
            fail(p, "a list is too long");
            break;
        }
        list[n++] = slot(p);
    }
    return n;
}

/* ---- States ---------------------------------------------------------------------------------- */

static void
add_state(Parser *p, int id, HirState *state)
{
    while (p->states.n <= id && ADDER_VEC_PUSH(p->func->arena, &p->states, NULL)) {
    }
    if (state == NULL || p->states.n <= id) {
        fail(p, "no memory");
        return;
    }
    state->id = id;
    p->states.at[id] = state;
}

/* st1 = state 12 [v1, -] stack [v3] in st0 func v9 */
static bool
parse_state(Parser *p)
{
    static HirInstr *list[MAX_LIST];
    int id = numbered(p, "st");
    if (id < 0) {
        return false;
    }
    expect(p, "=");
    expect(p, "state");
    int bytecode = (int)number(p);
    int nlocals = slots(p, list);
    HirInstr **locals = ADDER_NEW_ARRAY(p->func->arena, HirInstr *, nlocals + 1);
    if (locals == NULL || p->failed) {
        fail(p, "no memory");
        return false;
    }
    memcpy(locals, list, sizeof(*list) * (size_t)nlocals);
    expect(p, "stack");
    int nstack = slots(p, list);
    HirState *state = hir_state_new(p->func, NULL, bytecode, nlocals, nstack);
    add_state(p, id, state);
    if (p->failed) {
        return false;
    }
    memcpy(state->slots, locals, sizeof(*list) * (size_t)nlocals);
    memcpy(state->slots + nlocals, list, sizeof(*list) * (size_t)nstack);
    if (accept(p, "in")) {
        state->caller = state_of(p, numbered(p, "st"));
        expect(p, "func");
        state->func = slot(p);
    }
    return !p->failed;
}

/* ---- Instructions ---------------------------------------------------------------------------- */

static AdderTypes
parse_types(Parser *p)
{
    AdderTypes types = 0;
    do {
        skip(p);
        size_t n = 0;
        while (isalnum((unsigned char)p->at[n])) {
            n++;
        }
        AdderTypes one = adder_types_parse(p->at, n);
        if (one == 0) {
            fail(p, "unknown type '%.*s'", (int)n, p->at);
        }
        types |= one;
        p->at += n;
    } while (!p->failed && accept(p, "|"));
    return types;
}

static HirOp
parse_op(Parser *p)
{
    skip(p);
    size_t n = 0;
    while (isalnum((unsigned char)p->at[n])) {
        n++;
    }
    for (int op = 1; op < HIR_NOPS; op++) {
        if (strlen(hir_op_info[op].name) == n && strncmp(p->at, hir_op_info[op].name, n) == 0) {
            p->at += n;
            return (HirOp)op;
        }
    }
    fail(p, "unknown op '%.*s'", (int)n, p->at);
    return HIR_NONE;
}

static HirSym *
parse_sym(Parser *p)
{
    static const char *const kinds[HIR_SYM_NKINDS] = {"const.", "name.", "type.", "global."};
    for (int kind = 0; kind < HIR_SYM_NKINDS; kind++) {
        size_t n = strlen(kinds[kind]);
        if (strncmp(p->at, kinds[kind], n) == 0) {
            p->at += n;
            n = strcspn(p->at, " \n");
            char *text = adder_arena_printf(p->func->arena, "%.*s", (int)n, p->at);
            p->at += n;
            return hir_sym(p->func, (HirSymKind)kind, NULL, text);
        }
    }
    fail(p, "unknown kind of symbol '%.10s'", p->at);
    return NULL;
}

static void
parse_extra(Parser *p, HirInstr *i)
{
    HirExtra extra = hir_op_info[i->op].extra;
    if (extra == HIR_X_Type) {
        expect(p, "<");
        i->guard_type = parse_types(p);
        expect(p, ">");
    }
    if (extra == HIR_X_Imm || extra == HIR_X_ImmSym) {
        i->imm = number(p);
    }
    if (extra == HIR_X_Dbl) {
        char *end;
        skip(p);
        i->dbl = strtod(p->at, &end);
        p->at = end;
    }
    if ((extra == HIR_X_Sym || extra == HIR_X_ImmSym) && accept(p, "@")) {
        i->sym = parse_sym(p);
    }
}

static void
parse_operands(Parser *p, HirInstr *i)
{
    static HirInstr *list[MAX_LIST];
    int n = 0, id;
    do {
        int from = i->op == HIR_Phi ? numbered(p, "bb") : -1;
        skip(p);
        if (*p->at != 'v' || !isdigit((unsigned char)p->at[1])) {
            break;
        }
        HirBlock *pred = from >= 0 ? block_of(p, from) : NULL;
        list[n] = slot(p);
        if (pred != NULL && i->block->preds.n <= n) { /* the first phi tells the order */
            ADDER_VEC_PUSH(p->func->arena, &i->block->preds, pred);
        }
        n++;
    } while (!p->failed && n < MAX_LIST && accept(p, ","));
    i->nargs = n;
    i->args = ADDER_NEW_ARRAY(p->func->arena, HirInstr *, n + 1);
    if (i->args != NULL) {
        memcpy(i->args, list, sizeof(*list) * (size_t)n);
    }
    while ((hir_effects(i) & HIR_E_Ctrl) && i->block->nsucc < 2 && (id = numbered(p, "bb")) >= 0) {
        i->block->succ[i->block->nsucc++] = block_of(p, id);
    }
}

static void
parse_exit(Parser *p, HirInstr *i)
{
    static const char *const holds[] = {"take", "copy", "unset", "box"};
    static HirInstr *list[MAX_LIST];
    HirExit *exit = ADDER_NEW(p->func->arena, HirExit);
    HirHold *hold = ADDER_NEW_ARRAY(p->func->arena, HirHold, MAX_LIST);
    if (exit == NULL || hold == NULL) {
        fail(p, "no memory");
        return;
    }
    expect(p, "[");
    while (!p->failed && !accept(p, "]")) {
        int kind = 0;
        (void)accept(p, ",");
        while (kind < 4 && !accept(p, holds[kind])) {
            kind++;
        }
        if (kind == 4 || exit->nhold == MAX_LIST) {
            fail(p, "take, copy, unset or box expected");
            return;
        }
        hold[exit->nhold++] = (HirHold)kind;
    }
    expect(p, "drop");
    exit->ndrop = slots(p, list);
    exit->hold = hold;
    exit->drop = ADDER_NEW_ARRAY(p->func->arena, HirInstr *, exit->ndrop + 1);
    if (exit->drop != NULL) {
        memcpy(exit->drop, list, sizeof(*list) * (size_t)exit->ndrop);
    }
    i->exit = exit;
}

static void
parse_instr(Parser *p, HirBlock *block)
{
    HirInstr *i = NULL;
    AdderTypes type = 0;
    int id = numbered(p, "v");
    if (id >= 0) {
        i = value_of(p, id);
        expect(p, ":");
        type = parse_types(p);
        expect(p, "=");
    }
    else {
        i = ADDER_NEW(p->func->arena, HirInstr);
    }
    HirOp op = p->failed ? HIR_NONE : parse_op(p);
    if (p->failed || i == NULL || i->block != NULL) {
        fail(p, i && i->block ? "v%d is defined twice" : "no memory", id);
        return;
    }
    i->op = op;
    i->type = type;
    i->id = id >= 0 ? id : -1;
    hir_append(block, i);
    parse_extra(p, i);
    parse_operands(p, i);
    if (accept(p, "@")) {
        i->state = state_of(p, numbered(p, "st"));
        i->bytecode = i->state ? i->state->bytecode : 0;
    }
    if (accept(p, "exit")) {
        parse_exit(p, i);
    }
    /* "; 12": the bytecode that it comes from */
    p->at += strspn(p->at, " ");
    if (p->at[0] == ';' && p->at[1] == ' ' && isdigit((unsigned char)p->at[2])) {
        i->bytecode = (int)strtol(p->at + 2, NULL, 10);
    }
}

/* ---- The function ---------------------------------------------------------------------------- */

static void
parse_name(Parser *p)
{
    expect(p, "\"");
    size_t n = strcspn(p->at, "\"");
    p->func->name = adder_arena_printf(p->func->arena, "%.*s", (int)n, p->at);
    p->at += n;
    expect(p, "\"");
}

static void
parse_blocks(Parser *p)
{
    ADDER_VEC(HirBlock *) order = {NULL, 0, 0};
    HirBlock *block = NULL;
    while (!p->failed && !accept(p, "}")) {
        const char *before = p->at;
        int id = numbered(p, "bb");
        if (id >= 0) {
            expect(p, ":");
            if (accept(p, "(")) {
                p->at += strcspn(p->at, ")\n");
                expect(p, ")");
            }
            block = block_of(p, id);
            ADDER_VEC_PUSH(p->func->arena, &order, block);
        }
        else if (block != NULL) {
            p->at = before;
            parse_instr(p, block);
        }
        else {
            fail(p, "a block expected, found '%.20s'", p->at);
        }
    }
    if (!p->failed && order.n != p->func->blocks.n) {
        fail(p, "a block is named but not there");
    }
    if (!p->failed) {
        memcpy(p->func->blocks.at, order.at, sizeof(HirBlock *) * (size_t)order.n);
    }
}

/* Predecessors that no phi has named come in block order. */
static void
add_pred(Parser *p, HirBlock *to, HirBlock *from)
{
    for (int k = 0; k < to->preds.n; k++) {
        if (to->preds.at[k] == from) {
            return;
        }
    }
    ADDER_VEC_PUSH(p->func->arena, &to->preds, from);
}

static void
number_rest(Parser *p)
{
    HirFunc *func = p->func;
    func->next_value = p->values.n;
    func->next_block = p->blocks.n;
    func->next_state = p->states.n;
    for (int id = 0; id < p->values.n; id++) {
        if (p->values.at[id] != NULL && p->values.at[id]->block == NULL) {
            fail(p, "v%d is used but not defined", id);
        }
    }
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, func->blocks.at[b]) {
            i->id = i->id < 0 ? func->next_value++ : i->id;
        }
        for (int s = 0; s < func->blocks.at[b]->nsucc; s++) {
            add_pred(p, func->blocks.at[b]->succ[s], func->blocks.at[b]);
        }
    }
}

HirFunc *
hir_parse(AdderArena *arena, const char *text, char *error, size_t n)
{
    Parser p = {.func = hir_func_new(arena), .at = text, .line = 1, .error = error,
                .error_size = n};
    if (p.func == NULL) {
        snprintf(error, n, "no memory");
        return NULL;
    }
    expect(&p, "fun");
    parse_name(&p);
    expect(&p, "entry");
    p.func->entry_bytecode = (int)number(&p);
    expect(&p, "locals");
    p.func->nlocals = (int)number(&p);
    expect(&p, "{");
    while (!p.failed && parse_state(&p)) {
    }
    if (!p.failed) {
        parse_blocks(&p);
    }
    if (!p.failed) {
        number_rest(&p);
    }
    return p.failed || adder_arena_failed(arena) ? NULL : p.func;
}
