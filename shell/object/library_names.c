#include "shell/object/library_names.h"

#include <string.h>

#include "shell/base/cleanup.h"
#include "shell/base/text.h"
#include "shell/base/version.h"

/* clang-format off: one entry a line */
static const struct library libraries[] = {
    { "Microsoft.CSharp", HVSH_LIBRARY_VERSION ".0", "b03f5f7f11d50a3a" },
    { "Microsoft.PowerShell.Commands.Management", HVSH_LANGUAGE_VERSION ".0", "31bf3856ad364e35" },
    { "Microsoft.PowerShell.Commands.Utility", HVSH_LANGUAGE_VERSION ".0", "31bf3856ad364e35" },
    { "Microsoft.PowerShell.ConsoleHost", HVSH_LANGUAGE_VERSION ".0", "31bf3856ad364e35" },
    { "Microsoft.PowerShell.Security", HVSH_LANGUAGE_VERSION ".0", "31bf3856ad364e35" },
    { "mscorlib", "4.0.0.0", "b77a5c561934e089" },
    { "netstandard", "2.1.0.0", "cc7b13ffcd2ddd51" },
    { "System", "4.0.0.0", "b77a5c561934e089" },
    { "System.Collections", HVSH_LIBRARY_VERSION ".0", "b03f5f7f11d50a3a" },
    { "System.Collections.Concurrent", HVSH_LIBRARY_VERSION ".0", "b03f5f7f11d50a3a" },
    { "System.Collections.NonGeneric", HVSH_LIBRARY_VERSION ".0", "b03f5f7f11d50a3a" },
    { "System.Collections.Specialized", HVSH_LIBRARY_VERSION ".0", "b03f5f7f11d50a3a" },
    { "System.ComponentModel", HVSH_LIBRARY_VERSION ".0", "b03f5f7f11d50a3a" },
    { "System.ComponentModel.Primitives", HVSH_LIBRARY_VERSION ".0", "b03f5f7f11d50a3a" },
    { "System.Console", HVSH_LIBRARY_VERSION ".0", "b03f5f7f11d50a3a" },
    { "System.Core", "4.0.0.0", "b77a5c561934e089" },
    { "System.Data", "4.0.0.0", "b77a5c561934e089" },
    { "System.Data.Common", HVSH_LIBRARY_VERSION ".0", "b03f5f7f11d50a3a" },
    { "System.Diagnostics.Process", HVSH_LIBRARY_VERSION ".0", "b03f5f7f11d50a3a" },
    { "System.IO.Compression", HVSH_LIBRARY_VERSION ".0", "b77a5c561934e089" },
    { "System.IO.Compression.FileSystem", "4.0.0.0", "b77a5c561934e089" },
    { "System.IO.Compression.ZipFile", HVSH_LIBRARY_VERSION ".0", "b77a5c561934e089" },
    { "System.IO.FileSystem", HVSH_LIBRARY_VERSION ".0", "b03f5f7f11d50a3a" },
    { "System.Linq", HVSH_LIBRARY_VERSION ".0", "b03f5f7f11d50a3a" },
    { "System.Management.Automation", HVSH_LANGUAGE_VERSION ".0", "31bf3856ad364e35" },
    { "System.Memory", HVSH_LIBRARY_VERSION ".0", "cc7b13ffcd2ddd51" },
    { "System.Net", "4.0.0.0", "b03f5f7f11d50a3a" },
    { "System.Net.Http", HVSH_LIBRARY_VERSION ".0", "b03f5f7f11d50a3a" },
    { "System.Net.NameResolution", HVSH_LIBRARY_VERSION ".0", "b03f5f7f11d50a3a" },
    { "System.Net.NetworkInformation", HVSH_LIBRARY_VERSION ".0", "b03f5f7f11d50a3a" },
    { "System.Net.Ping", HVSH_LIBRARY_VERSION ".0", "b03f5f7f11d50a3a" },
    { "System.Net.Primitives", HVSH_LIBRARY_VERSION ".0", "b03f5f7f11d50a3a" },
    { "System.Net.Requests", HVSH_LIBRARY_VERSION ".0", "b03f5f7f11d50a3a" },
    { "System.Net.Sockets", HVSH_LIBRARY_VERSION ".0", "b03f5f7f11d50a3a" },
    { "System.Net.WebClient", HVSH_LIBRARY_VERSION ".0", "cc7b13ffcd2ddd51" },
    { "System.Numerics", "4.0.0.0", "b77a5c561934e089" },
    { "System.ObjectModel", HVSH_LIBRARY_VERSION ".0", "b03f5f7f11d50a3a" },
    { "System.Private.CoreLib", HVSH_LIBRARY_VERSION ".0", "7cec85d7bea7798e" },
    { "System.Private.Uri", HVSH_LIBRARY_VERSION ".0", "b03f5f7f11d50a3a" },
    { "System.Private.Xml", HVSH_LIBRARY_VERSION ".0", "cc7b13ffcd2ddd51" },
    { "System.Runtime", HVSH_LIBRARY_VERSION ".0", "b03f5f7f11d50a3a" },
    { "System.Runtime.Extensions", HVSH_LIBRARY_VERSION ".0", "b03f5f7f11d50a3a" },
    { "System.Runtime.InteropServices", HVSH_LIBRARY_VERSION ".0", "b03f5f7f11d50a3a" },
    { "System.Runtime.Numerics", HVSH_LIBRARY_VERSION ".0", "b03f5f7f11d50a3a" },
    { "System.Security", "4.0.0.0", "b03f5f7f11d50a3a" },
    { "System.Security.Cryptography", HVSH_LIBRARY_VERSION ".0", "b03f5f7f11d50a3a" },
    { "System.Security.Cryptography.Algorithms", HVSH_LIBRARY_VERSION ".0", "b03f5f7f11d50a3a" },
    { "System.Security.SecureString", HVSH_LIBRARY_VERSION ".0", "b03f5f7f11d50a3a" },
    { "System.Text.Encoding.Extensions", HVSH_LIBRARY_VERSION ".0", "b03f5f7f11d50a3a" },
    { "System.Text.RegularExpressions", HVSH_LIBRARY_VERSION ".0", "b03f5f7f11d50a3a" },
    { "System.Threading", HVSH_LIBRARY_VERSION ".0", "b03f5f7f11d50a3a" },
    { "System.Threading.Thread", HVSH_LIBRARY_VERSION ".0", "b03f5f7f11d50a3a" },
    { "System.Web", "4.0.0.0", "b03f5f7f11d50a3a" },
    { "System.Web.HttpUtility", HVSH_LIBRARY_VERSION ".0", "cc7b13ffcd2ddd51" },
    { "System.Xml", "4.0.0.0", "b77a5c561934e089" },
    { "System.Xml.ReaderWriter", HVSH_LIBRARY_VERSION ".0", "b03f5f7f11d50a3a" },
    { "System.Xml.XmlDocument", HVSH_LIBRARY_VERSION ".0", "b03f5f7f11d50a3a" },
};
/* clang-format on */

const struct library *library_find(const char *name)
{
    size_t len = strcspn(name, ", ");
    if (len > 4 && text_caseeqn(name + len - 4, 4, ".dll", 4))
        len -= 4;
    for (size_t i = 0; i < ARRAY_SIZE(libraries); i++)
        if (text_caseeqn(name, len, libraries[i].name, strlen(libraries[i].name)))
            return &libraries[i];
    return NULL;
}

const struct library *library_at(size_t i)
{
    return i < ARRAY_SIZE(libraries) ? &libraries[i] : NULL;
}
