/* Every pad in numbers, as the test page has them: a row a pad, as many as fit on a page. */
#ifndef MATSTATION_UI_PAD_TABLE_H
#define MATSTATION_UI_PAD_TABLE_H

#include "ui/stage.h"

unsigned pad_table_pages(const struct stage *stage, const struct box *box);
void pad_table_put(struct stage *stage, const struct box *box, unsigned page);

#endif
