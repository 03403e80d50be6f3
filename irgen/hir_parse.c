/* HIR from its text (hir_print.c): for tests, and for dumps that are to be looked at again.
 *
 * A recursive descent over the text; values, blocks and states may be named before they stand.
 * The first error ends it, with its line.  Symbols come back without objects, states without code.
 * Memory: the arena's.  Needs no Python. */
#include "irgen/hir.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_ID = 1 << 20 };

typedef ADDER_VEC(HirBlock *) BlockList;
typedef ADDER_VEC(HirInstr *) ValueList;

typedef struct {
    HirFunc *func;
    AdderArena *arena;
    const char *at; /* the rest of the text */
    int line;
    ValueList values;             /* by id; op HIR_NONE: only named yet */
    ValueList voids;              /* get their ids at the end */
    ADDER_VEC(HirState *) states; /* by id; slots NULL: only named yet */
    BlockList blocks;             /* by id; order -1: only named yet */
    char *error;
    size_t error_size;
    bool failed;
} Parser;

/* ---- Words ----------------------------------------------------------------------------------- */

static bool __attribute__((format(printf, 2, 3)))
fail(Parser *p, const char *format, ...)
{
    if (!p->failed && p->error_size > 0) {
        va_list args;
        va_start(args, format);
        int n = snprintf(p->error, p->error_size, "line %d: ", p->line);
        if (n > 0 && (size_t)n < p->error_size) {
            vsnprintf(p->error + n, p->error_size - (size_t)n, format, args);
        }
        va_end(args);
    }
    p->failed = true;
    return false;
}

static bool
no_memory(Parser *p)
{
    return fail(p, "no memory");
}

static void
skip_space(Parser *p)
{
    for (; isspace((unsigned char)*p->at); p->at++) {
        p->line += *p->at == '\n';
    }
}

/* The next characters are `word`: they are taken. */
static bool
accept(Parser *p, const char *word)
{
    skip_space(p);
    size_t n = strlen(word);
    if (strncmp(p->at, word, n) != 0
        || (isalpha((unsigned char)word[n - 1]) && isalnum((unsigned char)p->at[n]))) {
        return false;
    }
    p->at += n;
    return true;
}

static bool
expect(Parser *p, const char *word)
{
    return accept(p, word) || fail(p, "'%s' expected before '%.12s'", word, p->at);
}

static bool
parse_integer(Parser *p, int64_t *value)
{
    skip_space(p);
    char *end;
    errno = 0;
    *value = strtoll(p->at, &end, 10);
    if (end == p->at || errno != 0) {
        return fail(p, "an integer expected before '%.12s'", p->at);
    }
    p->at = end;
    return true;
}

static bool
parse_int(Parser *p, int *value)
{
    int64_t wide = 0;
    if (!parse_integer(p, &wide)) {
        return false;
    }
    *value = (int)wide;
    return (wide >= -1 && wide < MAX_ID) || fail(p, "the number is out of range");
}

static bool
parse_double(Parser *p, double *value)
{
    skip_space(p);
    char *end;
    *value = strtod(p->at, &end);
    if (end == p->at) {
        return fail(p, "a number expected before '%.12s'", p->at);
    }
    p->at = end;
    return true;
}

/* Are the next characters `prefix` and a digit? */
static bool
names_next(Parser *p, const char *prefix)
{
    skip_space(p);
    size_t n = strlen(prefix);
    return strncmp(p->at, prefix, n) == 0 && isdigit((unsigned char)p->at[n]);
}

/* prefix and a number: an id. */
static bool
parse_id(Parser *p, const char *prefix, int *id)
{
    if (!names_next(p, prefix)) {
        return fail(p, "'%sN' expected before '%.12s'", prefix, p->at);
    }
    p->at += strlen(prefix);
    return parse_int(p, id);
}

static int
hex_digit(char c)
{
    return isdigit((unsigned char)c)    ? c - '0'
           : isxdigit((unsigned char)c) ? (c | 32) - 'a' + 10
                                        : -1;
}

/* One character, or \" \\ \xNN. */
static char
parse_char(Parser *p)
{
    if (p->at[0] == '\\' && p->at[1] == 'x' && hex_digit(p->at[2]) >= 0 && hex_digit(p->at[3]) >= 0) {
        p->at += 4;
        return (char)(hex_digit(p->at[-2]) * 16 + hex_digit(p->at[-1]));
    }
    p->at += p->at[0] == '\\' && p->at[1] != '\0';
    return *p->at++;
}

static const char *
parse_quoted(Parser *p)
{
    if (!expect(p, "\"")) {
        return NULL;
    }
    char *text = adder_arena_alloc(p->arena, strcspn(p->at, "\n") + 1), *to = text;
    while (text != NULL && *p->at != '"') {
        if (*p->at == '\0' || *p->at == '\n') {
            fail(p, "the string has no end");
            return NULL;
        }
        *to++ = parse_char(p);
    }
    p->at += text != NULL;
    return text;
}

static const char *
parse_plain(Parser *p)
{
    size_t n = strcspn(p->at, " ,;\n");
    const char *text = adder_arena_printf(p->arena, "%.*s", (int)n, p->at);
    p->at += n;
    return text;
}

static size_t
word_length(Parser *p)
{
    skip_space(p);
    size_t n = 0;
    while (isalnum((unsigned char)p->at[n])) {
        n++;
    }
    return n;
}

/* Type names joined by '|'. */
static bool
parse_types(Parser *p, AdderTypes *types)
{
    *types = 0;
    do {
        size_t n = word_length(p);
        AdderTypes one = adder_types_parse(p->at, n);
        if (one == 0) {
            return fail(p, "no type is called '%.*s'", (int)n, p->at);
        }
        *types |= one;
        p->at += n;
    } while (accept(p, "|"));
    return true;
}

/* ---- What may be named before it stands -------------------------------------------------------- */

/* A zeroed Type at vec->at[id], whose id is set; NULL without memory. */
#define NAMED(p, vec, Type, number)                                                               \
    while (!(p)->failed && (vec)->n <= (number)) {                                                \
        if (!ADDER_VEC_PUSH((p)->arena, vec, NULL)) {                                             \
            no_memory(p);                                                                         \
        }                                                                                         \
    }                                                                                             \
    if ((p)->failed || (vec)->at[number] != NULL) {                                               \
        return (p)->failed ? NULL : (vec)->at[number];                                            \
    }                                                                                             \
    Type *made = (vec)->at[number] = ADDER_NEW((p)->arena, Type);                                 \
    if (made == NULL) {                                                                           \
        no_memory(p);                                                                             \
        return NULL;                                                                              \
    }                                                                                             \
    made->id = (number)

static HirInstr *
value_named(Parser *p, int id)
{
    NAMED(p, &p->values, HirInstr, id);
    return made;
}

static HirState *
state_named(Parser *p, int id)
{
    NAMED(p, &p->states, HirState, id);
    return made;
}

static HirBlock *
block_named(Parser *p, int id)
{
    NAMED(p, &p->blocks, HirBlock, id);
    made->func = p->func;
    made->order = -1;
    made->weight = 1;
    return made;
}

static HirInstr *
parse_value(Parser *p)
{
    int id;
    return parse_id(p, "v", &id) ? value_named(p, id) : NULL;
}

static HirBlock *
parse_block_name(Parser *p)
{
    int id;
    return parse_id(p, "bb", &id) ? block_named(p, id) : NULL;
}

/* ---- States ---------------------------------------------------------------------------------- */

/* [v1, -, v2], added to list. */
static bool
parse_slots(Parser *p, ValueList *list)
{
    if (!expect(p, "[")) {
        return false;
    }
    for (bool first = true; !p->failed && !accept(p, "]"); first = false) {
        if (!first && !expect(p, ",")) {
            return false;
        }
        HirInstr *value = accept(p, "-") ? NULL : parse_value(p);
        if (!p->failed && !ADDER_VEC_PUSH(p->arena, list, value)) {
            no_memory(p);
        }
    }
    return !p->failed;
}

static bool
parse_caller(Parser *p, HirState *state)
{
    int caller;
    if (!parse_id(p, "st", &caller) || !expect(p, "func")) {
        return false;
    }
    state->caller = state_named(p, caller);
    for (HirState *s = state->caller; s != NULL; s = s->caller) {
        if (s == state) {
            return fail(p, "st%d is its own caller", state->id);
        }
    }
    state->func = accept(p, "-") ? NULL : parse_value(p);
    state->gives = accept(p, "gives") ? parse_value(p) : NULL;
    state->indirect = accept(p, "indirect");
    state->generator = accept(p, "resumed");
    return !p->failed;
}

/* st1 = state 12 [v1, -] stack [v3] in st0 func v9 gives v5 indirect resumed */
static bool
parse_state(Parser *p)
{
    int id;
    ValueList slots = {0};
    HirState *state = parse_id(p, "st", &id) ? state_named(p, id) : NULL;
    if (state == NULL || !expect(p, "=") || !expect(p, "state") || !parse_int(p, &state->bytecode)) {
        return false;
    }
    if (state->slots != NULL) {
        return fail(p, "st%d stands twice", id);
    }
    if (!parse_slots(p, &slots)) {
        return false;
    }
    state->nlocals = slots.n;
    if (!expect(p, "stack") || !parse_slots(p, &slots)) {
        return false;
    }
    state->nstack = slots.n - state->nlocals;
    state->slots = slots.at != NULL ? slots.at : ADDER_NEW_ARRAY(p->arena, HirInstr *, 1);
    return accept(p, "in") ? parse_caller(p, state) : !p->failed;
}

/* ---- Instructions ------------------------------------------------------------------------------ */

static bool
parse_op(Parser *p, HirOp *op)
{
    size_t n = word_length(p);
    for (int k = HIR_NONE + 1; k < HIR_NOPS; k++) {
        if (strlen(hir_op_info[k].name) == n && strncmp(hir_op_info[k].name, p->at, n) == 0) {
            p->at += n;
            *op = (HirOp)k;
            return true;
        }
    }
    return fail(p, "no operation is called '%.*s'", n > 0 ? (int)n : 12, p->at);
}

static bool
parse_sym(Parser *p, HirInstr *i)
{
    static const char *const kinds[HIR_SYM_NKINDS] = {"@const.", "@name.", "@type.", "@global."};
    skip_space(p);
    for (int k = 0; k < HIR_SYM_NKINDS; k++) {
        if (strncmp(p->at, kinds[k], strlen(kinds[k])) != 0) {
            continue;
        }
        p->at += strlen(kinds[k]);
        const char *text = *p->at == '"' ? parse_quoted(p) : parse_plain(p);
        i->sym = text != NULL ? hir_sym(p->func, (HirSymKind)k, NULL, text) : NULL;
        return !p->failed && (i->sym != NULL || no_memory(p));
    }
    return hir_sym_is_optional(i->op) || fail(p, "a symbol expected before '%.12s'", p->at);
}

static bool
parse_extra(Parser *p, HirInstr *i)
{
    HirExtra extra = hir_op_info[i->op].extra;
    i->quiet = accept(p, "!");
    if ((extra == HIR_X_Type ? expect(p, "<") : accept(p, "<"))
        && !(parse_types(p, &i->guard_type) && expect(p, ">"))) {
        return false;
    }
    if ((extra == HIR_X_Imm || extra == HIR_X_ImmSym) && !parse_integer(p, &i->imm)) {
        return false;
    }
    if (extra == HIR_X_Dbl && !parse_double(p, &i->dbl)) {
        return false;
    }
    return (extra != HIR_X_Sym && extra != HIR_X_ImmSym) || parse_sym(p, i);
}

/* Does an operand follow?  The first one stands on the op's own line. */
static bool
operand_next(Parser *p, const HirInstr *i, bool first)
{
    if (hir_op_info[i->op].nargs == 0) {
        return false;
    }
    const char *rest = p->at + strspn(p->at, " ");
    return first ? *rest != '\n' && names_next(p, i->op == HIR_Phi ? "bb" : "v") : accept(p, ",");
}

/* v1, v2; a phi's with their blocks, which are left in its note (BlockList *). */
static bool
parse_operands(Parser *p, HirInstr *i)
{
    ValueList args = {0};
    BlockList *from = i->op == HIR_Phi ? ADDER_NEW(p->arena, BlockList) : NULL;
    i->note = from;
    while (!p->failed && operand_next(p, i, args.n == 0)) {
        HirBlock *block = from != NULL ? parse_block_name(p) : NULL;
        HirInstr *value = p->failed ? NULL : parse_value(p);
        if (!p->failed
            && ((from != NULL && !ADDER_VEC_PUSH(p->arena, from, block))
                || !ADDER_VEC_PUSH(p->arena, &args, value))) {
            no_memory(p);
        }
    }
    i->args = args.at;
    i->nargs = args.n;
    int wanted = hir_op_info[i->op].nargs;
    return !p->failed
           && (wanted < 0 || wanted == args.n
               || fail(p, "%s has %d operands, not %d", hir_op_info[i->op].name, wanted, args.n));
}

static bool
parse_successors(Parser *p, const HirInstr *i, HirBlock *block)
{
    int wanted = hir_successors(i->op);
    for (int k = 0; k < wanted && !p->failed; k++) {
        block->succ[k] = parse_block_name(p);
    }
    block->nsucc = wanted;
    return !p->failed;
}

static bool
parse_holds(Parser *p, HirExit *exit)
{
    static const char *const holds[] = {"take", "copy", "unset", "box"};
    ADDER_VEC(HirHold) list = {0};
    for (bool first = true; !p->failed && !accept(p, "]"); first = false) {
        if (!first && !expect(p, ",")) {
            return false;
        }
        int k = 0;
        while (k < (int)ADDER_COUNT(holds) && !accept(p, holds[k])) {
            k++;
        }
        if (k == (int)ADDER_COUNT(holds)) {
            return fail(p, "take, copy, unset or box expected before '%.12s'", p->at);
        }
        if (!ADDER_VEC_PUSH(p->arena, &list, (HirHold)k)) {
            return no_memory(p);
        }
    }
    exit->hold = list.at;
    exit->nhold = list.n;
    return !p->failed;
}

static bool
parse_exit(Parser *p, HirInstr *i)
{
    ValueList drops = {0};
    i->exit = ADDER_NEW(p->arena, HirExit);
    if (i->exit == NULL) {
        return no_memory(p);
    }
    if (!expect(p, "[") || !parse_holds(p, i->exit) || !expect(p, "drop")
        || !parse_slots(p, &drops)) {
        return false;
    }
    i->exit->drop = drops.at;
    i->exit->ndrop = drops.n;
    return true;
}

/* @stN, the exit, and the bytecode: each may be missing. */
static bool
parse_tail(Parser *p, HirInstr *i)
{
    int state;
    if (names_next(p, "@st")) {
        if (!parse_id(p, "@st", &state)) {
            return false;
        }
        i->state = state_named(p, state);
    }
    if (p->failed || (accept(p, "exit") && !parse_exit(p, i))) {
        return false;
    }
    i->bytecode = i->state ? i->state->bytecode : 0;
    return accept(p, ";") ? parse_int(p, &i->bytecode) : true;
}

/* vN:Types = , giving the value; or a new instruction without a result. */
static HirInstr *
parse_result(Parser *p)
{
    if (!names_next(p, "v")) {
        HirInstr *none = ADDER_NEW(p->arena, HirInstr);
        if (none == NULL || !ADDER_VEC_PUSH(p->arena, &p->voids, none)) {
            no_memory(p);
            return NULL;
        }
        return none;
    }
    HirInstr *value = parse_value(p);
    if (value == NULL || !expect(p, ":") || !parse_types(p, &value->type) || !expect(p, "=")) {
        return NULL;
    }
    if (value->op != HIR_NONE) {
        fail(p, "v%d stands twice", value->id);
    }
    return p->failed ? NULL : value;
}

static bool
parse_instr(Parser *p, HirBlock *block)
{
    HirInstr *i = parse_result(p);
    if (i == NULL || !parse_op(p, &i->op)) {
        return false;
    }
    if ((hir_op_info[i->op].result != 0) != (i->type != 0)) {
        return fail(p, "%s has %s result", hir_op_info[i->op].name, i->type ? "no" : "a");
    }
    if (block->last != NULL && (hir_effects(block->last) & HIR_E_Ctrl) != 0) {
        return fail(p, "bb%d has ended already", block->id);
    }
    if (!parse_extra(p, i) || !parse_operands(p, i) || !parse_successors(p, i, block)
        || !parse_tail(p, i)) {
        return false;
    }
    hir_append(block, i);
    return true;
}

/* ---- Blocks ------------------------------------------------------------------------------------ */

/* "(loop, depth 1)": worked out again by hir_analyse. */
static bool
skip_remark(Parser *p)
{
    if (accept(p, "(")) {
        p->at += strcspn(p->at, ")\n");
        return expect(p, ")");
    }
    return true;
}

static bool
parse_body(Parser *p, HirBlock *block)
{
    for (;;) {
        skip_space(p);
        if (*p->at == '\0' || *p->at == '}' || names_next(p, "bb")) {
            break;
        }
        if (!parse_instr(p, block)) {
            return false;
        }
    }
    if (block->last == NULL || (hir_effects(block->last) & HIR_E_Ctrl) == 0) {
        return fail(p, "bb%d has no end", block->id);
    }
    block->bytecode = block->first->bytecode;
    return true;
}

static bool
parse_block(Parser *p)
{
    HirBlock *block = parse_block_name(p);
    if (block == NULL || !expect(p, ":") || !skip_remark(p)) {
        return false;
    }
    if (block->order >= 0) {
        return fail(p, "bb%d stands twice", block->id);
    }
    block->order = p->func->blocks.n;
    return ADDER_VEC_PUSH(p->arena, &p->func->blocks, block) ? parse_body(p, block) : no_memory(p);
}

/* ---- Afterwards -------------------------------------------------------------------------------- */

/* Everything that was named stands somewhere. */
static bool
check_names(Parser *p)
{
    for (int k = 0; k < p->values.n; k++) {
        if (p->values.at[k] != NULL && p->values.at[k]->op == HIR_NONE) {
            return fail(p, "v%d stands nowhere", k);
        }
    }
    for (int k = 0; k < p->states.n; k++) {
        if (p->states.at[k] != NULL && p->states.at[k]->slots == NULL) {
            return fail(p, "st%d stands nowhere", k);
        }
    }
    for (int k = 0; k < p->blocks.n; k++) {
        if (p->blocks.at[k] != NULL && p->blocks.at[k]->order < 0) {
            return fail(p, "bb%d stands nowhere", k);
        }
    }
    return p->func->blocks.n > 0 || fail(p, "a function has a block");
}

/* What has no result gets its id; edges get their other end. */
static bool
number_and_link(Parser *p)
{
    HirFunc *func = p->func;
    func->next_value = p->values.n;
    func->next_state = p->states.n;
    func->next_block = p->blocks.n;
    for (int k = 0; k < p->voids.n; k++) {
        p->voids.at[k]->id = func->next_value++;
    }
    for (int b = 0; b < func->blocks.n; b++) {
        HirBlock *block = func->blocks.at[b];
        for (int s = 0; s < block->nsucc; s++) {
            if (!ADDER_VEC_PUSH(p->arena, &block->succ[s]->preds, block)) {
                return no_memory(p);
            }
        }
    }
    return true;
}

/* Moves `wanted` to place k of the block's predecessors; false if it is not among the rest. */
static bool
pred_to_place(HirBlock *block, HirBlock *wanted, int k)
{
    for (int j = k; j < block->preds.n; j++) {
        if (block->preds.at[j] == wanted) {
            block->preds.at[j] = block->preds.at[k];
            block->preds.at[k] = wanted;
            return true;
        }
    }
    return false;
}

/* The order of the predecessors is that in the first phi; all others are to have the same. */
static bool
order_preds(Parser *p, HirBlock *block)
{
    bool first = true;
    HIR_FOR_INSTRS(phi, block) {
        if (phi->op != HIR_Phi) {
            continue;
        }
        const BlockList *from = phi->note;
        phi->note = NULL;
        bool fits = from->n == block->preds.n;
        for (int k = 0; fits && k < from->n; k++) {
            fits = first ? pred_to_place(block, from->at[k], k)
                         : block->preds.at[k] == from->at[k];
        }
        if (!fits) {
            return fail(p, "v%d does not name bb%d's predecessors, or in another order", phi->id,
                        block->id);
        }
        first = false;
    }
    return true;
}

static bool
parse_head(Parser *p)
{
    HirFunc *func = p->func;
    if (!expect(p, "fun") || (func->name = parse_quoted(p)) == NULL || !expect(p, "entry")
        || !parse_int(p, &func->entry_bytecode) || !expect(p, "locals")
        || !parse_int(p, &func->nlocals)) {
        return false;
    }
    if (accept(p, "stack") && !parse_int(p, &func->entry_nstack)) {
        return false;
    }
    return expect(p, "{");
}

static bool
parse_function(Parser *p)
{
    if (!parse_head(p)) {
        return false;
    }
    while (names_next(p, "st")) {
        if (!parse_state(p)) {
            return false;
        }
    }
    while (!accept(p, "}")) {
        if (!parse_block(p)) {
            return false;
        }
    }
    skip_space(p);
    if (*p->at != '\0') {
        return fail(p, "nothing expected before '%.12s'", p->at);
    }
    if (!check_names(p) || !number_and_link(p)) {
        return false;
    }
    for (int b = 0; b < p->func->blocks.n; b++) {
        if (!order_preds(p, p->func->blocks.at[b])) {
            return false;
        }
    }
    return true;
}

HirFunc *
hir_parse(AdderArena *arena, const char *text, char *error, size_t n)
{
    Parser p = {.arena = arena, .at = text, .line = 1, .error = error, .error_size = n};
    if (n > 0) {
        error[0] = '\0';
    }
    p.func = hir_func_new(arena);
    if (p.func == NULL || !parse_function(&p)) {
        no_memory(&p); /* unless it has failed already */
        return NULL;
    }
    hir_analyse(p.func);
    return adder_arena_failed(arena) ? NULL : p.func;
}
