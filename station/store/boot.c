/* Which boot of the kernel the monotonic clock of this run belongs to. */
#include "store/store.h"

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
