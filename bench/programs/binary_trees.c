/* binary_trees.py in C. */
#include "measure.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct Node {
    struct Node *left, *right;
} Node;

static Node *make_tree(long depth)
{
    Node *node = malloc(sizeof *node);
    node->left = depth == 0 ? NULL : make_tree(depth - 1);
    node->right = depth == 0 ? NULL : make_tree(depth - 1);
    return node;
}

static long count_nodes(const Node *node)
{
    return node->left == NULL ? 1 : 1 + count_nodes(node->left) + count_nodes(node->right);
}

static void free_tree(Node *node)
{
    if (node->left != NULL) {
        free_tree(node->left);
        free_tree(node->right);
    }
    free(node);
}

static long count_fresh(long depth)
{
    Node *tree = make_tree(depth);
    long count = count_nodes(tree);
    free_tree(tree);
    return count;
}

void run(long n, char *answer)
{
    Node *long_lived = make_tree(n);
    long total = count_fresh(n + 1);
    for (long depth = 4; depth <= n; depth += 2) {
        for (long i = 0; i < 1L << (n - depth + 2); i++) {
            total += count_fresh(depth);
        }
    }
    sprintf(answer, "%ld %ld", total, count_nodes(long_lived));
    free_tree(long_lived);
}
