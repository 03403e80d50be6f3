/* The builder: bytecode to SSA by abstract interpretation of locals and value stack.
 *
 * Bytecode blocks are visited in reverse post-order.  Each edge leaves its slots at the target;
 * a block that is opened compares what came along its edges and makes a phi where they differ.
 * At loop heads phis are made for locals that the loop writes and for the whole stack (in loops
 * with several entries for everything); trivial ones go away at the end.
 *
 * Invariant: the type of a local's value contains Null only if the local may be unset there
 * (BuildBlock.assigned).  Known unset slots are NULL in `slots` and in states.
 *
 * States name the unit to re-execute: an instruction's first EXTENDED_ARG, if it has any; an
 * instruction's own `bytecode` is always that of its opcode.
 *
 * Everything lives in the compilation's arena; the GIL is held, no Python code is run. */
#include "irgen/build.h"

#include "deopt/deopt.h"

#include <string.h>

/* ---- Instructions and states -----------------------------------------------------------------*/

int adder_levels(const HirState *state)
{
    int levels = 0;
    for (; state->caller != NULL; state = state->caller) {
        levels += !adder_is_unseen(state->code) + (state->gives != NULL || state->indirect);
    }
    return levels;
}

HirState *build_state_at(Builder *b, int bytecode)
{
    int nlocals = b->cfg.nlocals;
    HirState *state = hir_state_new(b->func, b->cfg.code, bytecode, nlocals, b->sp - nlocals);
    if (state == NULL) {
        b->status = ADDER_NOMEM;
        return NULL;
    }
    memcpy(state->slots, b->slots, sizeof(HirInstr *) * (size_t)b->sp);
    if (b->inlined != NULL) {
        state->caller = b->inlined->caller;
        state->func = b->inlined->value;
        state->gives = b->inlined->gives;
        state->indirect = b->inlined->indirect;
        state->generator = b->inlined->generator != NULL;
        int levels = adder_levels(state);
        b->func->levels = levels > b->func->levels ? levels : b->func->levels;
    }
    return state;
}

HirState *build_state(Builder *b)
{
    if (b->state == NULL) {
        b->state = build_state_at(b, b->at->index);
    }
    return b->state;
}

static bool needs_state(HirOp op)
{
    return (hir_op_info[op].effects & (HIR_E_Raise | HIR_E_Deopt | HIR_E_CALL_BIT)) != 0;
}

static HirInstr *emit_with(Builder *b, HirOp op, HirState *state, int nargs, HirInstr *const *args)
{
    HirInstr *instr = hir_instr_new(b->func, op, state, nargs, args);
    if (instr == NULL) {
        b->status = ADDER_NOMEM;
        return &b->nowhere;
    }
    instr->bytecode = b->at->at;
    instr->code = b->cfg.code;
    hir_append(b->block, instr);
    return instr;
}

static void catch_errors(Builder *b);

HirInstr *build_emit(Builder *b, HirOp op, int nargs, HirInstr *const *args)
{
    HirInstr *instr = emit_with(b, op, needs_state(op) ? build_state(b) : NULL, nargs, args);
    bool lands = b->inlined != NULL && b->inlined->landing != NULL;
    if ((b->handler != NULL || lands) && hir_is_catchable(instr)) {
        catch_errors(b);
    }
    return instr;
}

HirInstr *build_narrow(Builder *b, HirOp op, HirInstr *value, AdderTypes types, HirState *state)
{
    HirInstr *instr = emit_with(b, op, state, 1, &value);
    instr->type = types;
    if (hir_op_info[op].extra == HIR_X_Type) {
        instr->guard_type = types;
    }
    return instr;
}

/* ---- Constants: in the entry block, which dominates everything -------------------------------*/

static HirInstr *emit_early(Builder *b, HirOp op)
{
    HirInstr *instr = hir_instr_new(b->func, op, NULL, 0, NULL);
    if (instr == NULL) {
        b->status = ADDER_NOMEM;
        return &b->nowhere;
    }
    instr->bytecode = b->entry->bytecode;
    instr->code = b->cfg.code;
    if (b->entry->last != NULL && (hir_effects(b->entry->last) & HIR_E_Ctrl) != 0) {
        hir_insert_before(b->entry->last, instr);
    }
    else {
        hir_append(b->entry, instr);
    }
    return instr;
}

HirSym *build_sym(Builder *b, HirSymKind kind, PyObject *object)
{
    HirSym *sym = hir_sym(b->func, kind, object, NULL);
    if (sym == NULL) {
        b->status = ADDER_NOMEM;
    }
    return sym;
}

HirInstr *build_constant(Builder *b, PyObject *object)
{
    HirInstr *instr = emit_early(b, HIR_Const);
    instr->sym = build_sym(b, HIR_SYM_CONST, object);
    instr->type = adder_types_of(object);
    return instr;
}

HirInstr *build_none(Builder *b)
{
    if (b->none == NULL) {
        b->none = build_constant(b, Py_None);
    }
    return b->none;
}

HirInstr *build_const(Builder *b, int index)
{
    PyObject *object = PyTuple_GET_ITEM(b->cfg.code->co_consts, index);
    if (object == Py_None) {
        return build_none(b);
    }
    if (b->consts[index] == NULL) {
        b->consts[index] = build_constant(b, object);
    }
    return b->consts[index];
}

HirInstr *build_operand(Builder *b, HirInstr *value)
{
    if (value != NULL) {
        return value;
    }
    if (b->null == NULL) {
        b->null = emit_early(b, HIR_NullConst);
    }
    return b->null;
}

/* ---- Edges -----------------------------------------------------------------------------------*/

static HirBlock *block_of(Builder *b, BuildBlock *block)
{
    if (block->hir == NULL) {
        block->hir = hir_block_new(b->func, b->cfg.codes.at[block->first].index);
        int room = block->nedges + 1;
        block->incoming = ADDER_NEW_ARRAY(b->cfg.arena, HirInstr **, room);
        if (block->hir == NULL || block->incoming == NULL) {
            b->status = ADDER_NOMEM;
            return NULL;
        }
        block->depth = b->sp;
    }
    return block->hir;
}

/* Number of edges that block will have, at most: not every instruction turns out to raise. */
static int edges_of(const Builder *b, const BuildBlock *block)
{
    return block->nedges + (block == b->cfg.entry);
}

static void fill_phis(Builder *b, BuildBlock *block, int edge)
{
    for (int i = 0; i < block->depth && block->phis != NULL; i++) {
        if (block->phis[i] != NULL) {
            block->phis[i]->args[edge] = build_operand(b, block->incoming[edge][i]);
        }
    }
}

static void add_edge(Builder *b, HirBlock *from, int which, BuildBlock *to)
{
    HirBlock *target = block_of(b, to);
    HirInstr **slots = ADDER_NEW_ARRAY(b->cfg.arena, HirInstr *, b->sp + 1);
    if (target == NULL || slots == NULL) {
        b->status = ADDER_NOMEM;
        return;
    }
    if (to->depth != b->sp || to->nincoming >= edges_of(b, to)) {
        b->status = ADDER_BUG;
        b->func->reason = "stack depths differ at a merge";
        return;
    }
    memcpy(slots, b->slots, sizeof(HirInstr *) * (size_t)b->sp);
    to->incoming[to->nincoming] = slots;
    hir_link(from, which, target);
    fill_phis(b, to, to->nincoming++);
}

/* A jump back polls: its state is the loop's head, with what flows there. */
static void emit_poll(Builder *b, int to)
{
    emit_with(b, HIR_Poll, build_state_at(b, b->cfg.codes.at[to].index), 0, NULL);
}

static bool polls(const Builder *b, int to)
{
    return b->cfg.codes.at[to].index <= b->at->index && b->at->base != JUMP_BACKWARD_NO_INTERRUPT;
}

/* Before a loop: the state that it begins in. */
static bool enters_loop(const Builder *b, int to)
{
    return b->cfg.of[to]->head && !polls(b, to);
}

static void emit_loop_entry(Builder *b, int to)
{
    HirState *state = build_state_at(b, b->cfg.codes.at[to].index);
    emit_with(b, HIR_LoopEntry, state, 0, NULL)->bytecode = b->cfg.codes.at[to].at;
}

void build_jump(Builder *b, int to)
{
    if (polls(b, to)) {
        emit_poll(b, to);
    }
    else if (enters_loop(b, to)) {
        emit_loop_entry(b, to);
    }
    EMIT0(b, Jump);
    add_edge(b, b->block, 0, b->cfg.of[to]);
    b->block = NULL;
}

void build_edge(Builder *b, HirBlock *from, int which, int to)
{
    if (!polls(b, to) && !enters_loop(b, to)) {
        add_edge(b, from, which, b->cfg.of[to]);
        return;
    }
    b->block = hir_block_new(b->func, b->at->index);
    if (b->block == NULL) {
        b->status = ADDER_NOMEM;
        return;
    }
    hir_link(from, which, b->block);
    build_jump(b, to);
}

/* ---- Handlers --------------------------------------------------------------------------------*/

static HirInstr *instruction_offset(Builder *b)
{
    PyObject *offset = PyLong_FromLong(b->at->at);
    if (offset == NULL) {
        PyErr_Clear();
        b->status = ADDER_NOMEM;
        return &b->nowhere;
    }
    HirInstr *instr = build_constant(b, offset);
    Py_DECREF(offset);
    return instr;
}

void build_enter_handler(Builder *b, HirInstr *lasti, HirInstr *exception)
{
    const BuildHandler *handler = b->handler;
    b->sp = b->cfg.nlocals + handler->depth;
    if (handler->lasti) {
        build_push(b, lasti != NULL ? lasti : instruction_offset(b));
    }
    build_push(b, exception);
    emit_with(b, HIR_Jump, NULL, 0, NULL);
    add_edge(b, b->block, 0, b->cfg.of[handler->target]);
    b->block = NULL;
}

/* An inlined callee has no handlers: its exceptions go on to the caller's. */
static void build_way_out(Builder *b)
{
    emit_with(b, HIR_Unwind, build_state_at(b, b->at->index), 0, NULL);
    emit_with(b, HIR_Jump, NULL, 0, NULL);
    hir_link(b->block, 0, b->inlined->landing);
    b->block = NULL;
}

/* Where the last instruction has raised: the interpreter has taken its operands off the stack. */
static void build_landing(Builder *b)
{
    HirInstr **slots = b->slots;
    int sp = b->sp;
    b->slots = ADDER_NEW_ARRAY(b->cfg.arena, HirInstr *, b->room + 1);
    if (b->slots == NULL) {
        b->slots = slots;
        b->status = ADDER_NOMEM;
        return;
    }
    memcpy(b->slots, slots, sizeof(HirInstr *) * (size_t)sp);
    if (b->handler == NULL) {
        build_way_out(b);
    }
    else {
        HirInstr *exception = emit_with(b, HIR_Catch, build_state_at(b, b->at->index), 0, NULL);
        exception->imm = PyCode_Addr2Line(b->cfg.code, b->at->at * (int)sizeof(_Py_CODEUNIT));
        build_enter_handler(b, NULL, exception);
    }
    b->slots = slots;
    b->sp = sp;
}

/* Ends the block behind an op that may raise; goes on in a new one. */
static void catch_errors(Builder *b)
{
    HirBlock *block = b->block, *raised = hir_block_new(b->func, b->at->index);
    HirBlock *on = hir_block_new(b->func, b->at->index);
    if (raised == NULL || on == NULL) {
        b->status = ADDER_NOMEM;
        return;
    }
    emit_with(b, HIR_BranchRaised, NULL, 0, NULL);
    hir_link(block, 0, raised);
    hir_link(block, 1, on);
    b->block = raised;
    build_landing(b);
    b->block = on;
}

/* ---- Opening blocks --------------------------------------------------------------------------*/

static HirInstr *make_phi(Builder *b, BuildBlock *block, int slot, AdderTypes types)
{
    int n = edges_of(b, block);
    HirInstr **args = ADDER_NEW_ARRAY(b->cfg.arena, HirInstr *, n + 1);
    HirInstr *phi = args != NULL ? hir_instr_new(b->func, HIR_Phi, NULL, n, args) : NULL;
    if (phi == NULL) {
        b->status = ADDER_NOMEM;
        return &b->nowhere;
    }
    for (int k = 0; k < block->nincoming; k++) {
        phi->args[k] = build_operand(b, block->incoming[k][slot]);
        types |= phi->args[k]->type;
    }
    phi->type = types;
    phi->bytecode = block->hir->bytecode;
    hir_append(block->hir, phi);
    block->phis[slot] = phi;
    return phi;
}

/* What all edges so far agree on (an alias's root, if they differ in guards). */
static bool same_value(const BuildBlock *block, int slot, HirInstr **value)
{
    *value = block->incoming[0][slot];
    for (int k = 1; k < block->nincoming; k++) {
        HirInstr *other = block->incoming[k][slot];
        if (other == *value) {
            continue;
        }
        if (other == NULL || *value == NULL || hir_root(other) != hir_root(*value)) {
            return false;
        }
        *value = hir_root(other);
    }
    return true;
}

/* Types that a loop may bring to a slot. */
static AdderTypes loop_types(const Builder *b, const BuildBlock *block, int slot)
{
    bool local = slot < b->cfg.nlocals;
    return !local || build_bit(block->assigned, slot) ? ADDER_T_Object : ADDER_T_Any;
}

static HirInstr *merge_slot(Builder *b, BuildBlock *block, int slot)
{
    HirInstr *value;
    bool local = slot < b->cfg.nlocals;
    bool same = same_value(block, slot, &value);
    bool varies = block->irreducible
                  || (block->head && (!local || build_bit(block->varying, slot)));
    if (same && !varies) {
        return value;
    }
    bool open = block->nincoming < edges_of(b, block);
    return make_phi(b, block, slot, open ? loop_types(b, block, slot) : 0);
}

/* Known to be set, although its value's type does not say so. */
static HirInstr *refine_set(Builder *b, const BuildBlock *block, int slot, HirInstr *value)
{
    if (slot >= b->cfg.nlocals || value == NULL || (value->type & ADDER_T_Null) == 0
        || !build_bit(block->assigned, slot)) {
        return value;
    }
    AdderTypes types = value->type & ~(AdderTypes)ADDER_T_Null;
    return build_narrow(b, HIR_Refine, value, types != 0 ? types : ADDER_T_Object, NULL);
}

static void open_block(Builder *b, BuildBlock *block)
{
    b->at = &b->cfg.codes.at[block->first];
    b->state = NULL;
    b->kwnames = NULL;
    b->block = block->hir;
    b->sp = block->depth;
    b->handler = block->handler;
    if (edges_of(b, block) == 1) {
        memcpy(b->slots, block->incoming[0], sizeof(HirInstr *) * (size_t)b->sp);
        return;
    }
    block->phis = ADDER_NEW_ARRAY(b->cfg.arena, HirInstr *, b->sp + 1);
    if (block->phis == NULL) {
        b->status = ADDER_NOMEM;
        return;
    }
    for (int i = 0; i < b->sp; i++) {
        b->slots[i] = merge_slot(b, block, i);
    }
    for (int i = 0; i < b->sp; i++) {
        b->slots[i] = refine_set(b, block, i, b->slots[i]);
    }
}

/* ---- Blocks ----------------------------------------------------------------------------------*/

static void build_block(Builder *b, BuildBlock *block)
{
    const AdderBytecode *codes = b->cfg.codes.at;
    if (block->nincoming == 0) {
        return; /* a handler of what does not raise, or what only that leads to */
    }
    open_block(b, block);
    for (int i = block->first; i <= block->last && b->status == ADDER_OK; i++) {
        b->at = &codes[i];
        if (b->state != NULL && b->state->bytecode != b->at->index) {
            b->state = NULL;
        }
        build_ops[b->at->base](b, b->at->oparg);
    }
    if (b->block != NULL && b->status == ADDER_OK) {
        if (block->last + 1 >= b->cfg.codes.n) {
            b->status = ADDER_BUG;
            b->func->reason = "code runs over its end";
            return;
        }
        build_jump(b, block->last + 1);
    }
}

/* ---- Trivial phis, and the types of the others -----------------------------------------------*/

/* The only value that phi can have; NULL if there are several. */
static HirInstr *only_value(HirInstr *phi)
{
    HirInstr *only = NULL;
    for (int i = 0; i < phi->nargs; i++) {
        HirInstr *arg = hir_resolve(phi->args[i]);
        if (arg != phi && arg != only) {
            if (only != NULL) {
                return NULL;
            }
            only = arg;
        }
    }
    return only;
}

typedef ADDER_VEC(HirInstr *) Phis;

static AdderStatus collect_phis(Builder *b, Phis *phis)
{
    for (int i = 0; i < b->cfg.nrpo; i++) {
        BuildBlock *block = b->cfg.rpo[i];
        for (int k = 0; k < block->depth && block->phis != NULL; k++) {
            if (block->phis[k] == NULL) {
                continue;
            }
            block->phis[k]->nargs = block->nincoming; /* all edges have come */
            if (!ADDER_VEC_PUSH(b->cfg.arena, phis, block->phis[k])) {
                return ADDER_NOMEM;
            }
        }
    }
    return ADDER_OK;
}

static void remove_trivial(Phis *phis)
{
    for (bool changed = true; changed;) {
        int kept = 0;
        changed = false;
        for (int i = 0; i < phis->n; i++) {
            HirInstr *phi = phis->at[i], *only = only_value(phi);
            if (only != NULL) {
                hir_replace(phi, only);
                changed = true;
            }
            else {
                phis->at[kept++] = phi;
            }
        }
        phis->n = kept;
    }
}

/* The union of the operands' types, growing from nothing. */
static void type_phis(Phis *phis)
{
    for (int i = 0; i < phis->n; i++) {
        phis->at[i]->type = 0;
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (int i = 0; i < phis->n; i++) {
            HirInstr *phi = phis->at[i];
            AdderTypes types = phi->type;
            for (int k = 0; k < phi->nargs; k++) {
                types |= hir_resolve(phi->args[k])->type;
            }
            changed |= types != phi->type;
            phi->type = types;
        }
    }
}

static AdderStatus finish(Builder *b)
{
    Phis phis = {NULL, 0, 0};
    AdderStatus status = collect_phis(b, &phis);
    if (status == ADDER_OK) {
        remove_trivial(&phis);
        type_phis(&phis);
        hir_apply_forwards(b->func);
    }
    return adder_arena_failed(b->cfg.arena) ? ADDER_NOMEM : status;
}

static AdderStatus build_blocks(Builder *b)
{
    for (int i = 0; i < b->cfg.nrpo && b->status == ADDER_OK; i++) {
        build_block(b, b->cfg.rpo[i]);
    }
    return b->status == ADDER_OK ? finish(b) : b->status;
}

/* ---- Entries ---------------------------------------------------------------------------------*/

static AdderStatus start(Builder *b, HirFunc *func, PyCodeObject *code)
{
    b->func = func;
    b->nowhere.type = ADDER_T_Any;
    b->cfg.arena = func->arena;
    b->cfg.code = code;
    b->cfg.nlocals = code->co_nlocalsplus;
    b->cfg.nwords = (code->co_nlocalsplus + 63) / 64;
    b->room = code->co_nlocalsplus + code->co_stacksize;
    b->slots = ADDER_NEW_ARRAY(func->arena, HirInstr *, b->room + 1);
    b->consts = ADDER_NEW_ARRAY(func->arena, HirInstr *, PyTuple_GET_SIZE(code->co_consts) + 1);
    if (b->slots == NULL || b->consts == NULL) {
        return ADDER_NOMEM;
    }
    if (Py_SIZE(code) > BUILD_MAX_UNITS) {
        func->reason = "too large";
        return ADDER_DECLINED;
    }
    AdderStatus status = adder_decode(func->arena, code, &b->cfg.codes);
    if (status == ADDER_DECLINED) {
        func->reason = "bytecode that cannot be decoded";
    }
    return status;
}

static int count_parameters(const PyCodeObject *code)
{
    return code->co_argcount + code->co_kwonlyargcount + ((code->co_flags & CO_VARARGS) != 0)
           + ((code->co_flags & CO_VARKEYWORDS) != 0);
}

static bool is_cell(const PyCodeObject *code, int slot)
{
    _PyLocals_Kind kind = _PyLocals_GetKind(code->co_localspluskinds, slot);
    return (kind & (CO_FAST_CELL | CO_FAST_FREE)) != 0;
}

/* Position of the instruction after the prologue and RESUME, where the interpreter enters. */
static int after_resume(const AdderBytecodes *codes)
{
    for (int i = 0; i + 1 < codes->n; i++) {
        int base = codes->at[i].base;
        if (base == RESUME) {
            return i + 1;
        }
        if (base != COPY_FREE_VARS && base != MAKE_CELL && base != NOP && base != RETURN_GENERATOR
            && base != POP_TOP) {
            break;
        }
    }
    return -1;
}

typedef struct {
    int position, nstack;
    bool osr;
    const AdderEntryTypes *types; /* NULL: do not speculate */
    uint64_t *assigned;
} Entry;

/* Types that pay as guards at the entry. */
enum {
    ENTRY_TYPES = ADDER_T_Long | ADDER_T_Float | ADDER_T_Bool | ADDER_T_Str | ADDER_T_List
                  | ADDER_T_Tuple | ADDER_T_Dict | ADDER_T_Set | ADDER_T_Bytes | ADDER_T_Range
                  | ADDER_T_ByteArray | ADDER_T_Iterators,
};

static bool one_bit(AdderTypes types)
{
    return types != 0 && (types & (types - 1)) == 0;
}

static AdderTypes seen_at_entry(const Entry *entry, int slot)
{
    return entry->types != NULL && slot < entry->types->n ? entry->types->types[slot]
                                                          : ADDER_T_Any;
}

static bool is_guarded(const Entry *entry, int slot)
{
    AdderTypes seen = seen_at_entry(entry, slot);
    return one_bit(seen) && (seen & ENTRY_TYPES) != 0;
}

static AdderTypes argument_type(const Builder *b, const Entry *entry, int slot)
{
    if (slot < b->cfg.nlocals && is_cell(b->cfg.code, slot)) {
        return ADDER_T_Cell;
    }
    return entry->osr && slot < b->cfg.nlocals ? ADDER_T_Any : ADDER_T_Object;
}

/* A direct call has no frame that would have the cells. */
static bool makes_cell(const Builder *b, int slot)
{
    return b->func->signature != NULL && slot < b->cfg.nlocals && is_cell(b->cfg.code, slot);
}

static bool is_argument(const Builder *b, const Entry *entry, int slot)
{
    return entry->osr || slot < count_parameters(b->cfg.code) || is_cell(b->cfg.code, slot);
}

static void find_set_slots(const Builder *b, const Entry *entry)
{
    for (int i = 0; i < b->cfg.nlocals; i++) {
        bool known = argument_type(b, entry, i) != ADDER_T_Any || is_guarded(entry, i);
        if (is_argument(b, entry, i) && known) {
            build_bit_set(entry->assigned, i);
        }
    }
}

/* What the entry guards of a slot, Any: nothing.  A local that nobody reads before it is written
 * is in states only, and the next time it may well be unset, or set: its guard lets that pass.  It
 * is there so that a number in it need not be an object around the loop. */
static AdderTypes guarded_types(const Builder *b, const Entry *entry, const uint64_t *live, int slot)
{
    AdderTypes seen = seen_at_entry(entry, slot);
    AdderTypes numbers = ADDER_T_Long | ADDER_T_Float | ADDER_T_Bool;
    if (slot >= b->cfg.nlocals || !entry->osr || build_bit(live, slot)) {
        return is_guarded(entry, slot) ? seen : ADDER_T_Any;
    }
    return seen == ADDER_T_Null || (one_bit(seen) && (seen & numbers)) ? seen | ADDER_T_Null
                                                                       : ADDER_T_Any;
}

/* The guards of locals that are not read let "unset" pass: those are not certainly set. */
static const uint64_t *find_live(Builder *b, const Entry *entry)
{
    const uint64_t *live = build_live_at_entry(&b->cfg);
    for (int i = 0; live != NULL && entry->osr && i < b->cfg.nlocals; i++) {
        if (!build_bit(live, i) && !is_cell(b->cfg.code, i)) {
            build_bit_clear(entry->assigned, i);
        }
    }
    if (live != NULL) {
        build_assigned(&b->cfg, entry->assigned);
    }
    return live;
}

static void guard_entry(Builder *b, const Entry *entry, const uint64_t *live)
{
    HirState *state = build_state(b);
    for (int i = 0; i < b->sp && b->status == ADDER_OK; i++) {
        HirInstr *value = b->slots[i];
        AdderTypes types = guarded_types(b, entry, live, i);
        if (value != NULL && value->type != ADDER_T_Cell && types != ADDER_T_Any) {
            b->slots[i] = build_narrow(b, HIR_GuardType, value, types, state);
            b->slots[i]->entry = true;
        }
    }
    b->state = NULL;
}

static void emit_arguments(Builder *b, const Entry *entry)
{
    for (int i = 0; i < b->cfg.nlocals + entry->nstack && b->status == ADDER_OK; i++) {
        HirInstr *arg = NULL;
        bool made = makes_cell(b, i);
        if (made ? i < count_parameters(b->cfg.code) : i >= b->cfg.nlocals || is_argument(b, entry, i)) {
            arg = EMIT0(b, Arg);
            arg->imm = i;
            arg->type = made ? ADDER_T_Object : argument_type(b, entry, i);
        }
        b->slots[b->sp++] = arg;
    }
}

/* Arguments of a direct call that come as machine values. */
static void box_arguments(Builder *b)
{
    static const struct {
        AdderTypes type;
        HirOp box;
    } reps[] = {
        [ADDER_REP_I64] = {ADDER_T_I64, HIR_BoxI64},
        [ADDER_REP_F64] = {ADDER_T_F64, HIR_BoxF64},
    };
    const AdderSignature *signature = b->func->signature;
    for (int i = 0; i < signature->nargs; i++) {
        AdderRep rep = signature->args[i];
        if (rep != ADDER_REP_OBJECT) {
            HirInstr *arg = b->slots[i];
            arg->type = reps[rep].type;
            b->slots[i] = build_emit(b, reps[rep].box, 1, &arg);
        }
    }
    b->state = NULL; /* of the boxes, named before they were made */
}

static HirInstr *load_closure(Builder *b, int index)
{
    const PyFunctionObject *func = b->func->func;
    HirInstr *cell = EMIT(b, LoadClosure, EMIT0(b, LoadFunc));
    cell->imm = index;
    if (func != NULL && func->func_code == (PyObject *)b->cfg.code) {
        cell->sym = build_sym(b, HIR_SYM_GLOBAL, PyTuple_GET_ITEM(func->func_closure, index));
    }
    return cell;
}

/* As COPY_FREE_VARS and MAKE_CELL do. */
static void make_cells(Builder *b)
{
    int free_at = b->cfg.nlocals - b->cfg.code->co_nfreevars;
    for (int i = 0; i < b->cfg.nlocals && b->status == ADDER_OK; i++) {
        if (i >= free_at) {
            b->slots[i] = load_closure(b, i - free_at);
        }
        else if (makes_cell(b, i)) {
            b->slots[i] = EMIT(b, MakeCell, build_operand(b, b->slots[i]));
            b->state = NULL;
        }
    }
    b->state = NULL;
}

/* A direct call leaves here when the interpreter is wanted, and when the native stack is short. */
static void check_direct_entry(Builder *b)
{
    box_arguments(b);
    make_cells(b);
    EMIT0(b, CheckStack);
    EMIT0(b, Poll);
    b->state = NULL;
}

static AdderStatus open_entry(Builder *b, int position)
{
    b->at = &b->cfg.codes.at[position];
    b->entry = b->block = hir_block_new(b->func, b->at->index);
    return b->block != NULL ? ADDER_OK : ADDER_NOMEM;
}

/* The entry block goes to the first bytecode block; no poll here. */
static void close_entry(Builder *b)
{
    if (b->cfg.entry->head) {
        emit_loop_entry(b, b->cfg.entry->first);
    }
    EMIT0(b, Jump);
    add_edge(b, b->block, 0, b->cfg.entry);
}

static AdderStatus locate_entry(Builder *b, Entry *entry)
{
    const AdderBytecodes *codes = &b->cfg.codes;
    int unit = b->func->entry_bytecode, start_at = after_resume(codes);
    int position = unit >= 0 && unit < codes->nunits ? codes->by_index[unit] : -1;
    entry->assigned = ADDER_NEW_ARRAY(b->cfg.arena, uint64_t, b->cfg.nwords + 1);
    if (entry->assigned == NULL) {
        return ADDER_NOMEM;
    }
    if (position < 0 || (start_at < 0 && unit == 0)) {
        b->func->reason = "no entry there";
        return ADDER_DECLINED;
    }
    entry->osr = position >= start_at;
    entry->position = entry->osr ? position : start_at;
    /* Behind a yield: like the first RESUME, this one has been passed. */
    entry->position += codes->at[entry->position].base == RESUME;
    entry->nstack = entry->osr ? build_stack_depth(&b->cfg, entry->position) : 0;
    if (entry->nstack < 0 || entry->nstack > b->cfg.code->co_stacksize) {
        b->func->reason = "no entry there";
        return ADDER_DECLINED;
    }
    return ADDER_OK;
}

static AdderStatus build_unit(Builder *b, const Entry *entry)
{
    find_set_slots(b, entry);
    AdderStatus status = build_cfg(&b->cfg, entry->position, entry->assigned);
    if (status != ADDER_OK) {
        b->func->reason = b->cfg.reason;
        return status;
    }
    const uint64_t *live = find_live(b, entry);
    status = live != NULL ? open_entry(b, entry->position) : ADDER_NOMEM;
    if (status != ADDER_OK) {
        return status;
    }
    emit_arguments(b, entry);
    if (b->func->signature != NULL) {
        check_direct_entry(b);
    }
    guard_entry(b, entry, live);
    close_entry(b);
    return b->status == ADDER_OK ? build_blocks(b) : b->status;
}

AdderStatus adder_build(HirFunc *func, const AdderEntryTypes *types)
{
    Builder b = {.status = ADDER_OK};
    Entry entry = {.types = types};
    AdderStatus status = start(&b, func, func->code);
    status = status == ADDER_OK ? locate_entry(&b, &entry) : status;
    if (status != ADDER_OK) {
        return status;
    }
    const AdderCode *profile = func->code_profile;
    if (profile != NULL && adder_feedback_failed(profile, b.cfg.codes.at[entry.position].at)) {
        entry.types = NULL;
    }
    func->nlocals = b.cfg.nlocals;
    func->entry_nstack = entry.nstack;
    status = build_unit(&b, &entry);
    if (status == ADDER_OK) {
        hir_analyse(func);
    }
    return adder_arena_failed(func->arena) ? ADDER_NOMEM : status;
}

/* ---- Inlined callees -------------------------------------------------------------------------*/

static void add_operand(Builder *b, HirInstr *phi, HirInstr *value)
{
    HirInstr **args = ADDER_NEW_ARRAY(b->cfg.arena, HirInstr *, phi->nargs + 1);
    if (args == NULL) {
        b->status = ADDER_NOMEM;
        return;
    }
    for (int i = 0; i < phi->nargs; i++) {
        args[i] = phi->args[i];
    }
    args[phi->nargs++] = value;
    phi->args = args;
}

/* Ends the block, with value for the phi along the new edge to its block. */
static void jump_with(Builder *b, HirBlock *to, HirInstr *phi, HirInstr *value)
{
    add_operand(b, phi, value);
    EMIT0(b, Jump);
    hir_link(b->block, 0, to);
}

void build_return(Builder *b, HirInstr *value)
{
    EMIT0(b, CheckFrame);
    if (b->inlined != NULL) {
        jump_with(b, b->inlined->exit, b->inlined->result, value);
    }
    else {
        EMIT(b, Return, value);
    }
    b->block = NULL;
}

static HirInstr *emit_where(Builder *b)
{
    HirInstr *where = EMIT0(b, ConstI64);
    where->imm = ADDER_GENERATOR_AT(b->at->at, b->sp - b->cfg.nlocals);
    return where;
}

/* The block that goes on behind the yield at hand: one of those that `again` decides between. */
static HirBlock *resumed_at(Builder *b)
{
    AdderGenerating *generator = b->inlined->generator;
    HirBlock *from = generator->again;
    if (generator->remaining == 0) {
        return from;
    }
    HirBlock *here = hir_block_new(b->func, b->at->index);
    generator->again = hir_block_new(b->func, b->at->index);
    if (here == NULL || generator->again == NULL) {
        b->status = ADDER_NOMEM;
        return from;
    }
    b->block = from;
    HirInstr *is_here = EMIT(b, CmpI64, generator->where, emit_where(b));
    is_here->imm = Py_EQ;
    EMIT(b, Branch, is_here);
    hir_link(from, 0, here);
    hir_link(from, 1, generator->again);
    return here;
}

/* What the yield at hand left in its slots, by way of the phis; None is sent. */
static void go_on_behind(Builder *b)
{
    HirInstr *const *slots = b->inlined->generator->slots;
    b->block = resumed_at(b);
    for (int i = 0; i < b->sp; i++) {
        AdderTypes types = b->slots[i] != NULL ? b->slots[i]->type : 0;
        if (types != 0) {
            b->slots[i] = (types & ADDER_T_Null) != 0
                              ? slots[i]
                              : build_narrow(b, HIR_Refine, slots[i], types, NULL);
        }
    }
    build_push(b, build_none(b));
    build_jump(b, (int)(b->at - b->cfg.codes.at) + 1);
}

/* On to the consumer; from where that comes back, the code behind the yield goes on. */
static void yield_inlined(Builder *b, HirInstr *value)
{
    AdderGenerating *generator = b->inlined->generator;
    EMIT0(b, CheckFrame);
    add_operand(b, generator->where, emit_where(b));
    for (int i = 0; i < generator->nslots; i++) {
        add_operand(b, generator->slots[i], build_operand(b, i < b->sp ? b->slots[i] : NULL));
    }
    jump_with(b, generator->yields, generator->item, value);
    generator->remaining--;
    if (generator->again != NULL) {
        go_on_behind(b);
    }
    b->block = NULL;
}

void build_yield(Builder *b, HirInstr *value)
{
    HirState *state = build_state(b);
    if (b->inlined != NULL) {
        yield_inlined(b, value);
        return;
    }
    HirInstr **args = ADDER_NEW_ARRAY(b->cfg.arena, HirInstr *, b->sp + 1);
    if (args == NULL) {
        b->status = ADDER_NOMEM;
        return;
    }
    args[0] = value;
    for (int i = 0; i < b->sp; i++) {
        args[i + 1] = build_operand(b, b->slots[i]);
    }
    emit_with(b, HIR_Yield, state, b->sp + 1, args);
    b->block = NULL;
}

/* Why callee cannot stand in the caller's frame; NULL if it can. */
static const char *refuses_inlining(const Builder *b)
{
    const PyFunctionObject *callee = b->inlined->callee;
    const PyCodeObject *code = b->cfg.code;
    int generates = code->co_flags & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR);
    bool plain = (code->co_flags & (CO_VARARGS | CO_VARKEYWORDS)) == 0 && code->co_kwonlyargcount == 0
                 && code->co_argcount == b->inlined->nargs;
    if (!plain && b->inlined->slots == NULL) {
        return "arguments do not match";
    }
    if (PyBytes_GET_SIZE(code->co_exceptiontable) != 0) {
        return "handlers";
    }
    if (code->co_nplaincellvars + code->co_ncellvars + code->co_nfreevars != 0
        && b->inlined->slots == NULL) {
        return "cells";
    }
    if ((code->co_flags & CO_NEWLOCALS) == 0) {
        return "no locals of its own";
    }
    if (generates != (b->inlined->generator != NULL ? CO_GENERATOR : 0)) {
        return "generator";
    }
    bool same = callee == NULL
                || (callee->func_globals == b->func->globals
                    && callee->func_builtins == b->func->builtins);
    for (int i = 0; i < b->cfg.codes.n && !same; i++) {
        if (build_uses_globals(b->cfg.codes.at[i].base)) {
            return "other globals";
        }
    }
    return NULL;
}

static HirInstr *slot_at_entry(const AdderInlining *inlined, int slot)
{
    if (inlined->slots != NULL) {
        return inlined->slots[slot];
    }
    return slot < inlined->nargs ? inlined->args[slot] : NULL;
}

static AdderStatus build_callee(Builder *b, int position)
{
    AdderStatus status = open_entry(b, position);
    if (status != ADDER_OK) {
        return status;
    }
    for (int i = 0; i < b->cfg.nlocals; i++) {
        b->slots[b->sp++] = slot_at_entry(b->inlined, i);
    }
    close_entry(b);
    return b->status == ADDER_OK ? build_blocks(b) : b->status;
}

HirBlock *adder_build_inlined(HirFunc *func, const AdderInlining *inlining)
{
    Builder b = {.status = ADDER_OK, .inlined = inlining};
    PyCodeObject *code = inlining->callee != NULL ? (PyCodeObject *)inlining->callee->func_code
                                                  : inlining->code;
    if (start(&b, func, code) != ADDER_OK) {
        return NULL;
    }
    b.cfg.resumes = inlining->generator != NULL && inlining->generator->again != NULL;
    b.cfg.merges = b.cfg.resumes && inlining->generator->remaining > 1;
    const char *why = refuses_inlining(&b);
    int position = after_resume(&b.cfg.codes);
    uint64_t *assigned = ADDER_NEW_ARRAY(func->arena, uint64_t, b.cfg.nwords + 1);
    if (why != NULL || position < 0 || assigned == NULL) {
        func->reason = why != NULL ? why : "no entry there";
        return NULL;
    }
    for (int i = 0; i < b.cfg.nlocals; i++) {
        if (slot_at_entry(inlining, i) != NULL) {
            build_bit_set(assigned, i);
        }
    }
    if (build_cfg(&b.cfg, position, assigned) != ADDER_OK) {
        func->reason = b.cfg.reason;
        return NULL;
    }
    return build_callee(&b, position) == ADDER_OK ? b.entry : NULL;
}
