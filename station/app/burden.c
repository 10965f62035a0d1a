#include "app/burden.h"

enum pad_ailment ailment_of(enum slip trouble)
{
    switch (trouble) {
    case SLIP_PAD_OPEN: return AILMENT_OPEN;
    case SLIP_PAD_SHORT: return AILMENT_SHORT;
    case SLIP_PAD_STUCK: return AILMENT_STUCK;
    case SLIP_PAD_NOISY: return AILMENT_NOISY;
    default: return AILMENT_NONE;
    }
}

void burden_board(struct board *board, const struct person_output *doing)
{
    board_sim_set_pads(board, doing->state.temperature_c, doing->state.worn);
    for (unsigned i = 0; i < doing->pads; i++)
        board_sim_set_ailment(board, i, ailment_of(doing->trouble[i]));
    board_sim_set_forces(board, doing->force_n, doing->pads);
}
