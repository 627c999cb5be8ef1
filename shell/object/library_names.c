#include "shell/object/library_names.h"

#include <string.h>

#include "shell/base/cleanup.h"
#include "shell/base/text.h"

/* clang-format off: one entry a line */
static const struct library libraries[] = {
    { "Microsoft.CSharp", "9.0.0.0", "b03f5f7f11d50a3a" },
    { "Microsoft.PowerShell.Commands.Management", "7.5.0.0", "31bf3856ad364e35" },
    { "Microsoft.PowerShell.Commands.Utility", "7.5.0.0", "31bf3856ad364e35" },
    { "Microsoft.PowerShell.ConsoleHost", "7.5.0.0", "31bf3856ad364e35" },
    { "Microsoft.PowerShell.Security", "7.5.0.0", "31bf3856ad364e35" },
    { "mscorlib", "4.0.0.0", "b77a5c561934e089" },
    { "netstandard", "2.1.0.0", "cc7b13ffcd2ddd51" },
    { "System", "4.0.0.0", "b77a5c561934e089" },
    { "System.Collections", "9.0.0.0", "b03f5f7f11d50a3a" },
    { "System.Collections.Concurrent", "9.0.0.0", "b03f5f7f11d50a3a" },
    { "System.Collections.NonGeneric", "9.0.0.0", "b03f5f7f11d50a3a" },
    { "System.Collections.Specialized", "9.0.0.0", "b03f5f7f11d50a3a" },
    { "System.ComponentModel", "9.0.0.0", "b03f5f7f11d50a3a" },
    { "System.ComponentModel.Primitives", "9.0.0.0", "b03f5f7f11d50a3a" },
    { "System.Console", "9.0.0.0", "b03f5f7f11d50a3a" },
    { "System.Core", "4.0.0.0", "b77a5c561934e089" },
    { "System.Data", "4.0.0.0", "b77a5c561934e089" },
    { "System.Data.Common", "9.0.0.0", "b03f5f7f11d50a3a" },
    { "System.Diagnostics.Process", "9.0.0.0", "b03f5f7f11d50a3a" },
    { "System.IO.Compression", "9.0.0.0", "b77a5c561934e089" },
    { "System.IO.Compression.FileSystem", "4.0.0.0", "b77a5c561934e089" },
    { "System.IO.Compression.ZipFile", "9.0.0.0", "b77a5c561934e089" },
    { "System.IO.FileSystem", "9.0.0.0", "b03f5f7f11d50a3a" },
    { "System.Linq", "9.0.0.0", "b03f5f7f11d50a3a" },
    { "System.Management.Automation", "7.5.0.0", "31bf3856ad364e35" },
    { "System.Memory", "9.0.0.0", "cc7b13ffcd2ddd51" },
    { "System.Net", "4.0.0.0", "b03f5f7f11d50a3a" },
    { "System.Net.Http", "9.0.0.0", "b03f5f7f11d50a3a" },
    { "System.Net.NameResolution", "9.0.0.0", "b03f5f7f11d50a3a" },
    { "System.Net.NetworkInformation", "9.0.0.0", "b03f5f7f11d50a3a" },
    { "System.Net.Ping", "9.0.0.0", "b03f5f7f11d50a3a" },
    { "System.Net.Primitives", "9.0.0.0", "b03f5f7f11d50a3a" },
    { "System.Net.Requests", "9.0.0.0", "b03f5f7f11d50a3a" },
    { "System.Net.Sockets", "9.0.0.0", "b03f5f7f11d50a3a" },
    { "System.Net.WebClient", "9.0.0.0", "cc7b13ffcd2ddd51" },
    { "System.Numerics", "4.0.0.0", "b77a5c561934e089" },
    { "System.ObjectModel", "9.0.0.0", "b03f5f7f11d50a3a" },
    { "System.Private.CoreLib", "9.0.0.0", "7cec85d7bea7798e" },
    { "System.Private.Uri", "9.0.0.0", "b03f5f7f11d50a3a" },
    { "System.Private.Xml", "9.0.0.0", "cc7b13ffcd2ddd51" },
    { "System.Runtime", "9.0.0.0", "b03f5f7f11d50a3a" },
    { "System.Runtime.Extensions", "9.0.0.0", "b03f5f7f11d50a3a" },
    { "System.Runtime.InteropServices", "9.0.0.0", "b03f5f7f11d50a3a" },
    { "System.Runtime.Numerics", "9.0.0.0", "b03f5f7f11d50a3a" },
    { "System.Security", "4.0.0.0", "b03f5f7f11d50a3a" },
    { "System.Security.Cryptography", "9.0.0.0", "b03f5f7f11d50a3a" },
    { "System.Security.Cryptography.Algorithms", "9.0.0.0", "b03f5f7f11d50a3a" },
    { "System.Security.SecureString", "9.0.0.0", "b03f5f7f11d50a3a" },
    { "System.Text.Encoding.Extensions", "9.0.0.0", "b03f5f7f11d50a3a" },
    { "System.Text.RegularExpressions", "9.0.0.0", "b03f5f7f11d50a3a" },
    { "System.Threading", "9.0.0.0", "b03f5f7f11d50a3a" },
    { "System.Threading.Thread", "9.0.0.0", "b03f5f7f11d50a3a" },
    { "System.Web", "4.0.0.0", "b03f5f7f11d50a3a" },
    { "System.Web.HttpUtility", "9.0.0.0", "cc7b13ffcd2ddd51" },
    { "System.Xml", "4.0.0.0", "b77a5c561934e089" },
    { "System.Xml.ReaderWriter", "9.0.0.0", "b03f5f7f11d50a3a" },
    { "System.Xml.XmlDocument", "9.0.0.0", "b03f5f7f11d50a3a" },
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
