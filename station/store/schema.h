/* The tables of the file: made, recognised, brought up to this version. Inside database_open only.
 */
#ifndef MATSTATION_STORE_SCHEMA_H
#define MATSTATION_STORE_SCHEMA_H

#include "store/database.h"

enum schema_state { SCHEMA_FRESH, SCHEMA_CURRENT, SCHEMA_OLDER };

/* What the file is; nothing in it is changed. FAULT_FOREIGN, FAULT_NEWER, FAULT_DAMAGED. */
enum fault schema_identify(struct database *database, enum schema_state *state);

/* Each in one transaction. */
enum fault schema_make(struct database *database);
enum fault schema_upgrade(struct database *database);

#endif
