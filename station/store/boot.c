/* Which boot of the kernel the monotonic clock of this run belongs to. */
#include "base/clock.h"
#include "store/store_inside.h"
#include "store/text.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

void store_kernels_boot(char boot[STORE_BOOT_MAX])
{
    FILE *file = fopen("/proc/sys/kernel/random/boot_id", "r");
    if (!file || !fgets(boot, STORE_BOOT_MAX, file))
        snprintf(boot, STORE_BOOT_MAX, "%lld", (long long)time(NULL));
    boot[strcspn(boot, "\n")] = '\0';
    if (file)
        fclose(file);
}

/* A clock turned by hand belongs to no boot of the kernel's. */
void name_boot(const struct store_options *options, char boot[STORE_BOOT_MAX])
{
    const struct clock machine = clock_monotonic();
    if (options->boot)
        text_clean(boot, STORE_BOOT_MAX, options->boot);
    else if (options->threaded)
        store_kernels_boot(boot);
    else
        snprintf(boot, STORE_BOOT_MAX, "virtual-%llx", (unsigned long long)clock_now_ns(&machine));
}
