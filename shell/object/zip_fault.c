#include "shell/object/zip_fault.h"

static enum err_kind kind_of(int code)
{
    switch (code) {
    case ZIP_ER_NOZIP:
    case ZIP_ER_INCONS:
    case ZIP_ER_MULTIDISK:
    case ZIP_ER_CRC:
    case ZIP_ER_COMPRESSED_DATA:
    case ZIP_ER_ZLIB:
    case ZIP_ER_EOF:
        return ERR_INVALID_PARAMETER;
    case ZIP_ER_COMPNOTSUPP:
    case ZIP_ER_ENCRNOTSUPP:
    case ZIP_ER_NOPASSWD:
        return ERR_NOT_SUPPORTED;
    case ZIP_ER_CANCELLED:
        return ERR_CANCELLED;
    default:
        return ERR_OPERATION_FAILED;
    }
}

int zip_fault(struct err **err, zip_error_t *fault, const char *what)
{
    const char *why = zip_error_strerror(fault);

    enum err_kind kind = kind_of(zip_error_code_zip(fault));

    return what ? err_set(err, kind, "%s: %s.", what, why) : err_set(err, kind, "%s.", why);
}
