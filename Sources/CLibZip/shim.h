// libzip for Swift, as it is: none of the functions that are used takes variable arguments.

#ifndef VITRINE_CLIBZIP_SHIM_H
#define VITRINE_CLIBZIP_SHIM_H

#include <zip.h>

#endif
