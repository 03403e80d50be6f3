/* The loop proper as one unit: its helpers can be inlined into it, as link-time optimisation does in
 * the interpreter that it stands beside.  (As three objects it is 1 to 3 % slower.) */
#include "ceval.c"
#include "frame.c"
#include "shim.c"

/* For compiled code, which checks behind its calls as the loop does. */
int adder_loop_pending(PyThreadState *ts)
{
    return eval_frame_handle_pending(ts);
}
