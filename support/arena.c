/* The bump allocator of a compilation (support/arena.h).
 *
 * An arena owns all its chunks and gives them back together.  Needs no GIL; one thread at a time. */
#include "support/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK_BYTES = 64 * 1024, ALIGNMENT = 16 };

typedef struct Chunk {
    struct Chunk *next;
    size_t used, size;
    _Alignas(ALIGNMENT) char bytes[];
} Chunk;

struct AdderArena {
    Chunk *chunks; /* the first one is being filled */
    size_t limit, used;
    bool failed;
};

AdderArena *adder_arena_new(size_t limit)
{
    AdderArena *arena = calloc(1, sizeof *arena);
    if (arena != NULL) {
        arena->limit = limit;
    }
    return arena;
}

void adder_arena_free(AdderArena *arena)
{
    if (arena == NULL) {
        return;
    }
    for (Chunk *chunk = arena->chunks, *next; chunk != NULL; chunk = next) {
        next = chunk->next;
        free(chunk);
    }
    free(arena);
}

/* A chunk with room for size bytes becomes the first; a large one is left full behind it. */
static Chunk *add_chunk(AdderArena *arena, size_t size)
{
    size_t bytes = size > CHUNK_BYTES / 4 ? size : CHUNK_BYTES;
    Chunk *chunk = calloc(1, sizeof *chunk + bytes);
    if (chunk == NULL) {
        return NULL;
    }
    chunk->size = bytes;
    if (bytes != CHUNK_BYTES && arena->chunks != NULL) {
        chunk->next = arena->chunks->next;
        arena->chunks->next = chunk;
    }
    else {
        chunk->next = arena->chunks;
        arena->chunks = chunk;
    }
    return chunk;
}

void *adder_arena_alloc(AdderArena *arena, size_t size)
{
    if (size > SIZE_MAX / 2) {
        arena->failed = true;
        return NULL;
    }
    size = size == 0 ? ALIGNMENT : (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    if (arena->limit != 0 && (size > arena->limit || arena->used > arena->limit - size)) {
        arena->failed = true;
        return NULL;
    }
    Chunk *chunk = arena->chunks;
    if (chunk == NULL || chunk->size - chunk->used < size) {
        chunk = add_chunk(arena, size);
        if (chunk == NULL) {
            arena->failed = true;
            return NULL;
        }
    }
    void *result = chunk->bytes + chunk->used;
    chunk->used += size;
    arena->used += size;
    return result;
}

char *adder_arena_printf(AdderArena *arena, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = length < 0 ? NULL : adder_arena_alloc(arena, (size_t)length + 1);
    if (text != NULL) {
        vsnprintf(text, (size_t)length + 1, format, again);
    }
    va_end(again);
    return text;
}

bool adder_arena_failed(const AdderArena *arena)
{
    return arena->failed;
}

size_t adder_arena_used(const AdderArena *arena)
{
    return arena->used;
}

bool adder_vec_grow(AdderArena *arena, void **at, int *room, int n, size_t size)
{
    if (*room > INT_MAX / 2) {
        return false;
    }
    int wanted = *room == 0 ? 8 : *room * 2;
    void *bigger = adder_arena_alloc(arena, (size_t)wanted * size);
    if (bigger == NULL) {
        return false;
    }
    if (n > 0) {
        memcpy(bigger, *at, (size_t)n * size);
    }
    *at = bigger;
    *room = wanted;
    return true;
}
