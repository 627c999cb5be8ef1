#include "cmdlets/core/modules/verbs.h"

#include <string.h>

#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"
#include "shell/base/text.h"
#include "shell/runtime/invocation.h"

struct get_verb_args {
    struct str_list verb;
    struct str_list group;
};
static const char *const get_verb_group_values[] = {
    "Common", "Communications", "Data", "Diagnostic", "Lifecycle", "Other", "Security", NULL
};
static const struct param get_verb_params[] = {
    PARAM(struct get_verb_args, verb, .name = "Verb", .position = 1, .from_pipeline = true,
          .from_property = true, .wildcards = true, .help = "The verbs; wildcards work."),
    PARAM(struct get_verb_args, group, .name = "Group", .position = 2, .from_pipeline = true,
          .from_property = true, .values = get_verb_group_values,
          .help = "Only verbs of these groups."),
};
static const struct example get_verb_examples[] = {
    { .code = "(Get-Verb Start).Group", .remarks = "The group of a verb.", .output = "Lifecycle" },
};

/* ---- Get-Verb ---- */

static const struct verb {
    const char *verb, *prefix, *group, *description;
} verbs[] = {
    { "Add", "a", "Common", "Adds a resource to a container, or attaches an item to another item" },
    { "Clear", "cl", "Common",
      "Removes all the resources from a container but does not delete the container" },
    { "Close", "cs", "Common",
      "Changes the state of a resource to make it inaccessible, unavailable, or unusable" },
    { "Copy", "cp", "Common", "Copies a resource to another name or to another container" },
    { "Enter", "et", "Common", "Specifies an action that allows the user to move into a resource" },
    { "Exit", "ex", "Common",
      "Sets the current environment or context to the most recently used context" },
    { "Find", "fd", "Common",
      "Looks for an object in a container that is unknown, implied, optional, or specified" },
    { "Format", "f", "Common", "Arranges objects in a specified form or layout" },
    { "Get", "g", "Common", "Specifies an action that retrieves a resource" },
    { "Hide", "h", "Common", "Makes a resource undetectable" },
    { "Join", "j", "Common", "Combines resources into one resource" },
    { "Lock", "lk", "Common", "Secures a resource" },
    { "Move", "m", "Common", "Moves a resource from one location to another" },
    { "New", "n", "Common", "Creates a resource" },
    { "Open", "op", "Common",
      "Changes the state of a resource to make it accessible, available, or usable" },
    { "Optimize", "om", "Common", "Increases the effectiveness of a resource" },
    { "Pop", "pop", "Common", "Removes an item from the top of a stack" },
    { "Push", "pu", "Common", "Adds an item to the top of a stack" },
    { "Redo", "re", "Common", "Resets a resource to the state that was undone" },
    { "Remove", "r", "Common", "Deletes a resource from a container" },
    { "Rename", "rn", "Common", "Changes the name of a resource" },
    { "Reset", "rs", "Common", "Sets a resource back to its original state" },
    { "Resize", "rz", "Common", "Changes the size of a resource" },
    { "Search", "sr", "Common", "Creates a reference to a resource in a container" },
    { "Select", "sc", "Common", "Locates a resource in a container" },
    { "Set", "s", "Common",
      "Replaces data on an existing resource or creates a resource that contains some data" },
    { "Show", "sh", "Common", "Makes a resource visible to the user" },
    { "Skip", "sk", "Common", "Bypasses one or more resources or points in a sequence" },
    { "Split", "sl", "Common", "Separates parts of a resource" },
    { "Step", "st", "Common", "Moves to the next point or resource in a sequence" },
    { "Switch", "sw", "Common",
      "Specifies an action that alternates between two resources, such as to change between two "
      "locations, responsibilities, or states" },
    { "Undo", "un", "Common", "Sets a resource to its previous state" },
    { "Unlock", "uk", "Common", "Releases a resource that was locked" },
    { "Watch", "wc", "Common", "Continually inspects or monitors a resource for changes" },
    { "Connect", "cc", "Communications", "Creates a link between a source and a destination" },
    { "Disconnect", "dc", "Communications", "Breaks the link between a source and a destination" },
    { "Read", "rd", "Communications", "Acquires information from a source" },
    { "Receive", "rc", "Communications", "Accepts information sent from a source" },
    { "Send", "sd", "Communications", "Delivers information to a destination" },
    { "Write", "wr", "Communications", "Adds information to a target" },
    { "Backup", "ba", "Data", "Stores data by replicating it" },
    { "Checkpoint", "ch", "Data",
      "Creates a snapshot of the current state of the data or of its configuration" },
    { "Compare", "cr", "Data",
      "Evaluates the data from one resource against the data from another resource" },
    { "Compress", "cm", "Data", "Compacts the data of a resource" },
    { "Convert", "cv", "Data",
      "Changes the data from one representation to another when the cmdlet supports bidirectional "
      "conversion or when the cmdlet supports conversion between multiple data types" },
    { "ConvertFrom", "cf", "Data",
      "Converts one primary type of input (the cmdlet noun indicates the input) to one or more "
      "supported output types" },
    { "ConvertTo", "ct", "Data",
      "Converts from one or more types of input to a primary output type (the cmdlet noun "
      "indicates the output type)" },
    { "Dismount", "dm", "Data", "Detaches a named entity from a location" },
    { "Edit", "ed", "Data", "Modifies existing data by adding or removing content" },
    { "Expand", "en", "Data",
      "Restores the data of a resource that has been compressed to its original state" },
    { "Export", "ep", "Data",
      "Encapsulates the primary input into a persistent data store, such as a file, or into an "
      "interchange format" },
    { "Group", "gp", "Data", "Arranges or associates one or more resources" },
    { "Import", "ip", "Data",
      "Creates a resource from data that is stored in a persistent data store (such as a file) or "
      "in an interchange format" },
    { "Initialize", "in", "Data", "Prepares a resource for use, and sets it to a default state" },
    { "Limit", "l", "Data", "Applies constraints to a resource" },
    { "Merge", "mg", "Data", "Creates a single resource from multiple resources" },
    { "Mount", "mt", "Data", "Attaches a named entity to a location" },
    { "Out", "o", "Data", "Sends data out of the environment" },
    { "Publish", "pb", "Data", "Makes a resource available to others" },
    { "Restore", "rr", "Data",
      "Sets a resource to a predefined state, such as a state set by Checkpoint" },
    { "Save", "sv", "Data", "Preserves data to avoid loss" },
    { "Sync", "sy", "Data", "Assures that two or more resources are in the same state" },
    { "Unpublish", "ub", "Data", "Makes a resource unavailable to others" },
    { "Update", "ud", "Data",
      "Brings a resource up-to-date to maintain its state, accuracy, conformance, or compliance" },
    { "Debug", "db", "Diagnostic", "Examines a resource to diagnose operational problems" },
    { "Measure", "ms", "Diagnostic",
      "Identifies resources that are consumed by a specified operation, or retrieves statistics "
      "about a resource" },
    { "Ping", "pi", "Diagnostic", "Use the Test verb" },
    { "Repair", "rp", "Diagnostic", "Restores a resource to a usable condition" },
    { "Resolve", "rv", "Diagnostic",
      "Maps a shorthand representation of a resource to a more complete representation" },
    { "Test", "t", "Diagnostic", "Verifies the operation or consistency of a resource" },
    { "Trace", "tr", "Diagnostic", "Tracks the activities of a resource" },
    { "Approve", "ap", "Lifecycle", "Confirms or agrees to the status of a resource or process" },
    { "Assert", "as", "Lifecycle", "Affirms the state of a resource" },
    { "Build", "bd", "Lifecycle",
      "Creates an artifact (usually a binary or document) out of some set of input files (usually "
      "source code or declarative documents)" },
    { "Complete", "cmp", "Lifecycle", "Concludes an operation" },
    { "Confirm", "cn", "Lifecycle",
      "Acknowledges, verifies, or validates the state of a resource or process" },
    { "Deny", "dn", "Lifecycle",
      "Refuses, objects, blocks, or opposes the state of a resource or process" },
    { "Deploy", "dp", "Lifecycle",
      "Sends an application, website, or solution to a remote target[s] in such a way that a "
      "consumer of that solution can access it after deployment is complete" },
    { "Disable", "d", "Lifecycle", "Configures a resource to an unavailable or inactive state" },
    { "Enable", "e", "Lifecycle", "Configures a resource to an available or active state" },
    { "Install", "is", "Lifecycle",
      "Places a resource in a location, and optionally initializes it" },
    { "Invoke", "i", "Lifecycle", "Performs an action, such as running a command or a method" },
    { "Register", "rg", "Lifecycle",
      "Creates an entry for a resource in a repository such as a database" },
    { "Request", "rq", "Lifecycle", "Asks for a resource or asks for permissions" },
    { "Restart", "rt", "Lifecycle", "Stops an operation and then starts it again" },
    { "Resume", "ru", "Lifecycle", "Starts an operation that has been suspended" },
    { "Start", "sa", "Lifecycle", "Initiates an operation" },
    { "Stop", "sp", "Lifecycle", "Discontinues an activity" },
    { "Submit", "sb", "Lifecycle", "Presents a resource for approval" },
    { "Suspend", "ss", "Lifecycle", "Pauses an activity" },
    { "Uninstall", "us", "Lifecycle", "Removes a resource from an indicated location" },
    { "Unregister", "ur", "Lifecycle", "Removes the entry for a resource from a repository" },
    { "Wait", "w", "Lifecycle", "Pauses an operation until a specified event occurs" },
    { "Use", "u", "Other", "Uses or includes a resource to do something" },
    { "Block", "bl", "Security", "Restricts access to a resource" },
    { "Grant", "gr", "Security", "Allows access to a resource" },
    { "Protect", "pt", "Security", "Safeguards a resource from attack or loss" },
    { "Revoke", "rk", "Security", "Specifies an action that does not allow access to a resource" },
    { "Unblock", "ul", "Security", "Removes restrictions to a resource" },
    { "Unprotect", "up", "Security",
      "Removes safeguards from a resource that were added to prevent it from attack or loss" },
};
enum { VERB_VERB, VERB_PREFIX, VERB_GROUP, VERB_DESCRIPTION, VERB_FIELDS };
static const struct property verb_props[] = {
    RECORD_FIELD("Verb", "string", VERB_VERB),
    RECORD_FIELD("AliasPrefix", "string", VERB_PREFIX),
    RECORD_FIELD("Group", "string", VERB_GROUP),
    RECORD_FIELD("Description", "string", VERB_DESCRIPTION),
};
static struct value verb_object(const struct verb *v)
{
    struct object *o = object_new(&type_verb_info);
    *record_field(o, VERB_VERB) = value_string(v->verb);
    *record_field(o, VERB_PREFIX) = value_string(v->prefix);
    *record_field(o, VERB_GROUP) = value_string(v->group);
    *record_field(o, VERB_DESCRIPTION) = value_string(v->description);
    return value_of_object(o);
}

/* Between sessions a verb travels as its name. */
static int verb_pack(struct value self, struct value *out, struct err **err)
{
    (void)err;
    *out = value_ref(*record_field(self.object, VERB_VERB));
    return 0;
}

static int verb_unpack(void *session, struct value packed, struct value *out, struct err **err)
{
    (void)session;
    (void)err;
    *out = value_null();
    for (size_t i = 0; i < ARRAY_SIZE(verbs) && packed.kind == V_STRING; i++)
        if (strcmp(verbs[i].verb, packed.str->data) == 0)
            *out = verb_object(&verbs[i]);
    return 0;
}

const struct type_info type_verb_info = {
    .name = "System.Management.Automation.VerbInfo",
    .base = &type_object,
    .props = verb_props,
    .nprops = ARRAY_SIZE(verb_props),
    .payload_size = VERB_FIELDS * sizeof(struct value),
    .destroy = record_destroy,
    .pack = verb_pack,
    .unpack = verb_unpack,
};

bool verb_is_approved(const char *verb, size_t len)
{
    for (size_t i = 0; i < ARRAY_SIZE(verbs); i++)
        if (text_caseeqn(verbs[i].verb, strlen(verbs[i].verb), verb, len))
            return true;
    return false;
}

static enum status get_verb_process(struct invocation *inv)
{
    const struct get_verb_args *args = ARGS(inv, struct get_verb_args);

    for (size_t i = 0; i < ARRAY_SIZE(verbs); i++) {
        const struct verb *v = &verbs[i];
        if (!matches_any(&args->verb, v->verb, strlen(v->verb)) ||
            !matches_any(&args->group, v->group, strlen(v->group)))
            continue;
        enum status rc = emit_take(inv, verb_object(v));
        if (rc != ST_OK)
            return rc;
    }
    return ST_OK;
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Get",
        .noun = "Verb",
        .synopsis = "Lists the verbs that cmdlet names may begin with.",
        .params = get_verb_params,
        .nparams = ARRAY_SIZE(get_verb_params),
        .output = "System.Management.Automation.VerbInfo",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct get_verb_args),
        .process = get_verb_process,
        .examples = get_verb_examples,
        .nexamples = ARRAY_SIZE(get_verb_examples),
    },
};
const struct cmdlet_group cmdlets_verbs = { cmdlets, ARRAY_SIZE(cmdlets) };
