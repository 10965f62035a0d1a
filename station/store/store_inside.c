#include "store/store_inside.h"

enum store_state state_of(enum fault fault)
{
    switch (fault) {
    case FAULT_NONE: return STORE_FINE;
    case FAULT_FULL: return STORE_FULL;
    case FAULT_READ_ONLY: return STORE_READ_ONLY;
    case FAULT_TAKEN: return STORE_TAKEN;
    case FAULT_NEWER: return STORE_NEWER;
    case FAULT_FOREIGN: return STORE_FOREIGN;
    default: return STORE_GONE;
    }
}

bool is_remembered(const struct record *record)
{
    return record->kind == RECORD_SETTING || record->kind == RECORD_PERSON;
}

unsigned count_remembered(const struct record *records, size_t count)
{
    unsigned remembered = 0;
    for (size_t i = 0; i < count; i++)
        remembered += is_remembered(&records[i]);
    return remembered;
}
