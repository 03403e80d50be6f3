/* Bytecode blocks for the builder: what is reachable from an entry, loops, locals that are
 * certainly set.  A block lies in one line of the exception table at most; the handler is its last
 * successor, which may be reached from any of its instructions.
 * Everything lives in the compilation's arena; the GIL is held by the caller. */
#include "irgen/build.h"

#include <string.h>

/* ---- The exception table ---------------------------------------------------------------------*/

static int read_varint(const uint8_t **at, const uint8_t *end)
{
    int value = 0;
    while (*at < end) {
        uint8_t byte = *(*at)++;
        value = value << 6 | (byte & 63);
        if ((byte & 64) == 0) {
            break;
        }
    }
    return value;
}

/* Position of the first instruction at or behind the code unit. */
static int position_from(const AdderBytecodes *codes, int unit)
{
    int i = 0;
    while (i < codes->n && codes->at[i].index < unit) {
        i++;
    }
    return i;
}

static AdderStatus read_handlers(BuildCfg *cfg)
{
    const AdderBytecodes *codes = &cfg->codes;
    PyObject *table = cfg->code->co_exceptiontable;
    const uint8_t *at = (const uint8_t *)PyBytes_AS_STRING(table);
    const uint8_t *end = at + PyBytes_GET_SIZE(table);
    cfg->nhandlers = 0;
    cfg->handlers = ADDER_NEW_ARRAY(cfg->arena, BuildHandler, end - at + 1);
    while (at < end && cfg->handlers != NULL) {
        int start = read_varint(&at, end), length = read_varint(&at, end);
        int target = read_varint(&at, end), depth = read_varint(&at, end);
        if (target < codes->nunits && codes->by_index[target] >= 0) {
            cfg->handlers[cfg->nhandlers++] = (BuildHandler){
                .first = position_from(codes, start), .end = position_from(codes, start + length),
                .target = codes->by_index[target], .depth = depth >> 1, .lasti = depth & 1,
            };
        }
    }
    return cfg->handlers != NULL ? ADDER_OK : ADDER_NOMEM;
}

static const BuildHandler *handler_of(const BuildCfg *cfg, int position)
{
    for (int i = 0; i < cfg->nhandlers; i++) {
        if (position >= cfg->handlers[i].first && position < cfg->handlers[i].end) {
            return &cfg->handlers[i];
        }
    }
    return NULL;
}

/* ---- Finding blocks --------------------------------------------------------------------------*/

static bool ends_code(int base)
{
    return base == RETURN_VALUE || base == RAISE_VARARGS || base == RERAISE;
}

/* Nothing follows within one run of compiled code: a generator is entered anew behind its yield. */
static bool ends_run(int base)
{
    return ends_code(base) || base == YIELD_VALUE;
}

static bool always_jumps(int base)
{
    return base == JUMP_FORWARD || base == JUMP_BACKWARD || base == JUMP_BACKWARD_NO_INTERRUPT;
}

/* Marks the positions at which blocks start; answers their number. */
static int mark_leaders(const BuildCfg *cfg, int entry, uint8_t *leader)
{
    const AdderBytecodes *codes = &cfg->codes;
    leader[0] = leader[entry] = 1;
    for (int i = 0; i < codes->n; i++) {
        const AdderBytecode *at = &codes->at[i];
        if (at->target >= 0) {
            leader[codes->by_index[at->target]] = 1;
        }
        bool ends = at->target >= 0 || ends_run(at->base) || at->base == END_ASYNC_FOR;
        if (ends && i + 1 < codes->n) {
            leader[i + 1] = 1;
        }
    }
    for (int i = 0; i < cfg->nhandlers; i++) {
        const BuildHandler *handler = &cfg->handlers[i];
        leader[handler->first] = leader[handler->end] = leader[handler->target] = 1;
    }
    int count = 0;
    for (int i = 0; i < codes->n; i++) {
        count += leader[i];
    }
    return count;
}

/* What the block writes, certainly sets, and may unset. */
static void scan_block(BuildCfg *cfg, BuildBlock *block)
{
    for (int i = block->first; i <= block->last; i++) {
        const AdderBytecode *at = &cfg->codes.at[i];
        if (at->base == STORE_FAST || at->base == LOAD_FAST) {
            build_bit_set(block->gen, at->oparg);
            build_bit_clear(block->kill, at->oparg);
        }
        else if (at->base == DELETE_FAST) {
            build_bit_clear(block->gen, at->oparg);
            build_bit_set(block->kill, at->oparg);
            build_bit_set(block->deleted, at->oparg);
        }
        if (at->base == STORE_FAST || at->base == DELETE_FAST) {
            build_bit_set(block->stores, at->oparg);
        }
    }
}

static bool new_block(BuildCfg *cfg, BuildBlock *block, int first, int last)
{
    block->first = first;
    block->last = last;
    block->order = -1;
    uint64_t *sets = ADDER_NEW_ARRAY(cfg->arena, uint64_t, 6 * cfg->nwords + 1);
    if (sets == NULL) {
        return false;
    }
    block->stores = sets;
    block->varying = sets + cfg->nwords;
    block->gen = sets + 2 * cfg->nwords;
    block->kill = sets + 3 * cfg->nwords;
    block->assigned = sets + 4 * cfg->nwords;
    block->deleted = sets + 5 * cfg->nwords;
    scan_block(cfg, block);
    return true;
}

static void link_block(BuildCfg *cfg, BuildBlock *block)
{
    const AdderBytecodes *codes = &cfg->codes;
    const AdderBytecode *last = &codes->at[block->last];
    if (last->target >= 0) {
        block->succ[block->nsucc++] = cfg->of[codes->by_index[last->target]];
    }
    bool ends = cfg->resumes ? ends_code(last->base) : ends_run(last->base);
    if (!ends && !always_jumps(last->base) && block->last + 1 < codes->n) {
        block->succ[block->nsucc++] = cfg->of[block->last + 1];
    }
    block->handler = handler_of(cfg, block->first);
    if (block->handler != NULL) {
        block->succ[block->nsucc++] = cfg->of[block->handler->target];
    }
}

static AdderStatus find_blocks(BuildCfg *cfg, int entry)
{
    const AdderBytecodes *codes = &cfg->codes;
    uint8_t *leader = ADDER_NEW_ARRAY(cfg->arena, uint8_t, codes->n + 1);
    if (leader == NULL) {
        return ADDER_NOMEM;
    }
    cfg->nblocks = mark_leaders(cfg, entry, leader);
    if (cfg->nblocks > BUILD_MAX_BLOCKS || codes->nunits > BUILD_MAX_UNITS) {
        cfg->reason = "too large";
        return ADDER_DECLINED;
    }
    cfg->blocks = ADDER_NEW_ARRAY(cfg->arena, BuildBlock, cfg->nblocks);
    cfg->of = ADDER_NEW_ARRAY(cfg->arena, BuildBlock *, codes->n + 1);
    cfg->rpo = ADDER_NEW_ARRAY(cfg->arena, BuildBlock *, cfg->nblocks);
    if (cfg->blocks == NULL || cfg->of == NULL || cfg->rpo == NULL) {
        return ADDER_NOMEM;
    }
    for (int i = 0, k = 0, end; i < codes->n; i = end, k++) {
        for (end = i + 1; end < codes->n && !leader[end]; end++) {
        }
        cfg->of[i] = &cfg->blocks[k];
        if (!new_block(cfg, &cfg->blocks[k], i, end - 1)) {
            return ADDER_NOMEM;
        }
    }
    for (int k = 0; k < cfg->nblocks; k++) {
        link_block(cfg, &cfg->blocks[k]);
    }
    cfg->entry = cfg->of[entry];
    return ADDER_OK;
}

/* ---- Order and loops ------------------------------------------------------------------------ */

static bool goes_to_handler(const BuildBlock *block, int successor)
{
    return block->handler != NULL && successor == block->nsucc - 1;
}

/* Depth first from the entry: rpo, order, predecessors. */
static AdderStatus order_blocks(BuildCfg *cfg)
{
    BuildBlock **path = ADDER_NEW_ARRAY(cfg->arena, BuildBlock *, cfg->nblocks + 1);
    if (path == NULL) {
        return ADDER_NOMEM;
    }
    int depth = 0, next = cfg->nblocks;
    path[depth++] = cfg->entry;
    cfg->entry->stamp = 1;
    while (depth > 0) {
        BuildBlock *block = path[depth - 1];
        if (block->cursor == block->nsucc) {
            cfg->rpo[--next] = block;
            depth--;
            continue;
        }
        bool raises = goes_to_handler(block, block->cursor);
        BuildBlock *to = block->succ[block->cursor++];
        to->nedges += raises ? 2 * (block->last - block->first + 1) : 1;
        if (!ADDER_VEC_PUSH(cfg->arena, &to->preds, block)) {
            return ADDER_NOMEM;
        }
        if (to->stamp == 0) {
            to->stamp = 1;
            path[depth++] = to;
        }
    }
    cfg->nrpo = cfg->nblocks - next;
    memmove(cfg->rpo, cfg->rpo + next, sizeof(BuildBlock *) * (size_t)cfg->nrpo);
    for (int i = 0; i < cfg->nrpo; i++) {
        cfg->rpo[i]->order = i;
        cfg->rpo[i]->stamp = -1;
    }
    return ADDER_OK;
}

static void join_loop(BuildCfg *cfg, BuildBlock *head, BuildBlock *member)
{
    member->stamp = head->order;
    member->in_loop = true;
    head->irreducible |= member->order < head->order
                         || (cfg->merges && cfg->codes.at[member->last].base == YIELD_VALUE);
    for (int w = 0; w < cfg->nwords; w++) {
        head->varying[w] |= member->stores[w];
    }
}

/* Walks back from the latches of head to it; what is met belongs to the loop.  A walk that gets
 * in front of the head shows that the loop has another entry (an inner loop's head can be one). */
static void collect_loop(BuildCfg *cfg, BuildBlock *head, BuildBlock **work)
{
    int n = 0;
    for (int i = 0; i < head->preds.n; i++) {
        BuildBlock *latch = head->preds.at[i];
        if (latch->order < head->order || latch->stamp == head->order) {
            continue;
        }
        head->head = true;
        join_loop(cfg, head, head);
        if (latch != head) {
            join_loop(cfg, head, latch);
            work[n++] = latch;
        }
    }
    while (n > 0) {
        BuildBlock *block = work[--n];
        for (int i = 0; i < block->preds.n; i++) {
            BuildBlock *pred = block->preds.at[i];
            if (pred->stamp != head->order) {
                join_loop(cfg, head, pred);
                work[n++] = pred;
            }
        }
    }
}

static AdderStatus find_loops(BuildCfg *cfg)
{
    BuildBlock **work = ADDER_NEW_ARRAY(cfg->arena, BuildBlock *, cfg->nblocks + 1);
    if (work == NULL) {
        return ADDER_NOMEM;
    }
    for (int i = 0; i < cfg->nrpo; i++) {
        collect_loop(cfg, cfg->rpo[i], work);
    }
    return ADDER_OK;
}

/* ---- What cannot be translated ---------------------------------------------------------------*/

static AdderStatus decline(BuildCfg *cfg, const AdderBytecode *at)
{
    int line = PyCode_Addr2Line(cfg->code, at->at * (int)sizeof(_Py_CODEUNIT));
    cfg->reason = adder_arena_printf(cfg->arena, "%s (line %d)", adder_opcode_name(at->base), line);
    return cfg->reason != NULL ? ADDER_DECLINED : ADDER_NOMEM;
}

/* Code that no compiler of CPython's has made may hold anything. */
static AdderStatus check_opcodes(BuildCfg *cfg)
{
    for (int i = 0; i < cfg->nrpo; i++) {
        for (int k = cfg->rpo[i]->first; k <= cfg->rpo[i]->last; k++) {
            if (build_ops[cfg->codes.at[k].base] == NULL) {
                return decline(cfg, &cfg->codes.at[k]);
            }
        }
    }
    return ADDER_OK;
}

/* ---- Locals that are certainly set -----------------------------------------------------------*/

/* A handler may be reached from anywhere in the block. */
static uint64_t assigned_on_edge(const BuildBlock *from, const BuildBlock *to, int w)
{
    uint64_t set = ~0ull;
    for (int s = 0; s < from->nsucc; s++) {
        if (from->succ[s] == to) {
            set &= goes_to_handler(from, s) ? from->assigned[w] & ~from->deleted[w]
                                            : (from->assigned[w] & ~from->kill[w]) | from->gen[w];
        }
    }
    return set;
}

static bool meet(BuildCfg *cfg, BuildBlock *block, const uint64_t *entry)
{
    bool changed = false;
    for (int w = 0; w < cfg->nwords; w++) {
        uint64_t all = block == cfg->entry ? entry[w] : ~0ull;
        for (int i = 0; i < block->preds.n; i++) {
            all &= assigned_on_edge(block->preds.at[i], block, w);
        }
        changed |= all != block->assigned[w];
        block->assigned[w] = all;
    }
    return changed;
}

void build_assigned(BuildCfg *cfg, const uint64_t *entry)
{
    for (int i = 0; i < cfg->nrpo; i++) {
        memset(cfg->rpo[i]->assigned, 0xff, sizeof(uint64_t) * (size_t)cfg->nwords);
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (int i = 0; i < cfg->nrpo; i++) {
            changed |= meet(cfg, cfg->rpo[i], entry);
        }
    }
}

/* ---- Locals that are read ----------------------------------------------------------------------*/

/* Backwards over one block: a write ends a life, a read (or a delete, which may raise) starts it.  An
 * error on the way is one before the first write. */
static bool flow_reads(const BuildCfg *cfg, const BuildBlock *block, uint64_t *live)
{
    uint64_t *in = live + (size_t)block->order * (size_t)cfg->nwords, *now = live
        + (size_t)cfg->nrpo * (size_t)cfg->nwords;
    for (int w = 0; w < cfg->nwords; w++) {
        now[w] = 0;
        for (int s = 0; s < block->nsucc; s++) {
            now[w] |= live[(size_t)block->succ[s]->order * (size_t)cfg->nwords + (size_t)w];
        }
    }
    for (int i = block->last; i >= block->first; i--) {
        const AdderBytecode *at = &cfg->codes.at[i];
        if (at->base == STORE_FAST) {
            build_bit_clear(now, at->oparg);
        }
        else if (at->base == LOAD_FAST || at->base == DELETE_FAST) {
            build_bit_set(now, at->oparg);
        }
    }
    for (int w = 0; w < cfg->nwords && block->handler != NULL; w++) {
        now[w] |= live[(size_t)block->succ[block->nsucc - 1]->order * (size_t)cfg->nwords
                       + (size_t)w];
    }
    bool changed = memcmp(in, now, sizeof(uint64_t) * (size_t)cfg->nwords) != 0;
    memcpy(in, now, sizeof(uint64_t) * (size_t)cfg->nwords);
    return changed;
}

uint64_t *build_live_at_entry(BuildCfg *cfg)
{
    size_t n = (size_t)(cfg->nrpo + 1) * (size_t)cfg->nwords;
    uint64_t *live = ADDER_NEW_ARRAY(cfg->arena, uint64_t, n + 1);
    for (bool changed = live != NULL; changed;) {
        changed = false;
        for (int i = cfg->nrpo - 1; i >= 0; i--) {
            changed |= flow_reads(cfg, cfg->rpo[i], live);
        }
    }
    return live != NULL ? live + (size_t)cfg->entry->order * (size_t)cfg->nwords : NULL;
}

AdderStatus build_cfg(BuildCfg *cfg, int entry, const uint64_t *assigned)
{
    AdderStatus status = read_handlers(cfg);
    status = status == ADDER_OK ? find_blocks(cfg, entry) : status;
    status = status == ADDER_OK ? order_blocks(cfg) : status;
    status = status == ADDER_OK ? find_loops(cfg) : status;
    status = status == ADDER_OK ? check_opcodes(cfg) : status;
    if (status == ADDER_OK) {
        build_assigned(cfg, assigned);
    }
    return status;
}

/* ---- Depth of the stack ----------------------------------------------------------------------*/

typedef struct {
    int *depth; /* by position; -1: not met yet */
    int *work;
    int n;
} Depths;

static void reach(Depths *depths, int position, int depth)
{
    if (depths->depth[position] < 0) {
        depths->depth[position] = depth;
        depths->work[depths->n++] = position;
    }
}

/* Handlers start with the exception (and the instruction's offset below it) on the stack. */
static void reach_handlers(BuildCfg *cfg, Depths *depths)
{
    for (int i = 0; i < cfg->nhandlers; i++) {
        const BuildHandler *handler = &cfg->handlers[i];
        reach(depths, handler->target, handler->depth + handler->lasti + 1);
    }
}

static void follow(BuildCfg *cfg, Depths *depths, int position)
{
    const AdderBytecode *at = &cfg->codes.at[position];
    int depth = depths->depth[position];
    if (at->target >= 0) {
        int effect = PyCompile_OpcodeStackEffectWithJump(at->base, at->oparg, 1);
        reach(depths, cfg->codes.by_index[at->target], depth + effect);
    }
    if (!ends_code(at->base) && !always_jumps(at->base) && position + 1 < cfg->codes.n) {
        int effect = PyCompile_OpcodeStackEffectWithJump(at->base, at->oparg, 0);
        effect += at->base == RETURN_GENERATOR; /* what is sent first is on the stack behind it */
        reach(depths, position + 1, depth + effect);
    }
}

int build_stack_depth(BuildCfg *cfg, int position)
{
    int n = cfg->codes.n;
    Depths depths = {ADDER_NEW_ARRAY(cfg->arena, int, n + 1),
                     ADDER_NEW_ARRAY(cfg->arena, int, n + 1), 0};
    if (read_handlers(cfg) != ADDER_OK || depths.depth == NULL || depths.work == NULL || n == 0) {
        return -1;
    }
    for (int i = 0; i < n; i++) {
        depths.depth[i] = -1;
    }
    reach(&depths, 0, 0);
    reach_handlers(cfg, &depths);
    while (depths.n > 0 && depths.depth[position] < 0) {
        follow(cfg, &depths, depths.work[--depths.n]);
    }
    return depths.depth[position];
}
