/* Bump allocation for one compilation: freed whole, never piecewise.  Needs no GIL. */
#ifndef ADDER_ARENA_H
#define ADDER_ARENA_H

#include "support/common.h"

typedef struct AdderArena AdderArena;

/* NULL without memory.  limit: bytes after which allocations fail (0: none). */
AdderArena *adder_arena_new(size_t limit);
void adder_arena_free(AdderArena *arena);
/* Zeroed, 16-byte aligned; NULL without memory or beyond the limit, and then the arena is failed. */
ADDER_SHARED void *adder_arena_alloc(AdderArena *arena, size_t size);
ADDER_SHARED char *adder_arena_printf(AdderArena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* True once any allocation has failed: passes test it at their end instead of after each call. */
ADDER_SHARED bool adder_arena_failed(const AdderArena *arena);
size_t adder_arena_used(const AdderArena *arena);

#define ADDER_NEW(arena, Type) ((Type *)adder_arena_alloc((arena), sizeof(Type)))
#define ADDER_NEW_ARRAY(arena, Type, n) ((Type *)adder_arena_alloc((arena), sizeof(Type) * (size_t)(n)))

/* A growing array in an arena: the old storage is left behind. */
#define ADDER_VEC(Type) struct { Type *at; int n, room; }
#define ADDER_VEC_PUSH(arena, vec, value)                                                          \
    (((vec)->n < (vec)->room                                                                      \
      || adder_vec_grow((arena), (void **)&(vec)->at, &(vec)->room, (vec)->n, sizeof *(vec)->at)) \
         ? ((vec)->at[(vec)->n++] = (value), true)                                                \
         : false)
ADDER_SHARED bool adder_vec_grow(AdderArena *arena, void **at, int *room, int n, size_t size);

#endif
