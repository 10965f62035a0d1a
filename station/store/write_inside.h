/* Of write.c and write_owner.c: what both need to turn records into rows. */
#ifndef MATSTATION_STORE_WRITE_INSIDE_H
#define MATSTATION_STORE_WRITE_INSIDE_H

#include "store/write.h"

#define COPY(to, from) text_clean((to), sizeof(to), (from))

int64_t write_ms(int64_t time_ns); /* rounded down */

/* The row of the record's session; one is made where its beginning is not in the log. */
enum fault write_session_of(struct writing *writing, const struct record *record,
                            struct session_row *session);
enum fault write_ensure_person(struct writing *writing, uint32_t id);

enum fault write_answer(struct writing *writing, const struct record *record);
enum fault write_setting(struct writing *writing, const struct record *record);
enum fault write_person(struct writing *writing, const struct record *record);
enum fault write_calibration(struct writing *writing, const struct record *record);
enum fault write_calibration_undo(struct writing *writing);
enum fault write_pad_health(struct writing *writing, const struct record *record);

#endif
