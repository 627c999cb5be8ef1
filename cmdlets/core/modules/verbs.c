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
    { "Add", "a", "Common", "Puts something into a container" },
    { "Clear", "cl", "Common", "Takes everything out of a container" },
    { "Close", "cs", "Common", "Makes a resource unusable" },
    { "Copy", "cp", "Common", "Makes another one elsewhere" },
    { "Enter", "et", "Common", "Moves into a place" },
    { "Exit", "ex", "Common", "Goes back to the place before" },
    { "Find", "fd", "Common", "Looks for something unknown" },
    { "Format", "f", "Common", "Arranges things in a layout" },
    { "Get", "g", "Common", "Reads a resource" },
    { "Hide", "h", "Common", "Makes something unseen" },
    { "Join", "j", "Common", "Makes one of several" },
    { "Lock", "lk", "Common", "Secures a resource" },
    { "Move", "m", "Common", "Takes something to another place" },
    { "New", "n", "Common", "Makes a resource" },
    { "Open", "op", "Common", "Makes a resource usable" },
    { "Optimize", "om", "Common", "Makes something better at its work" },
    { "Pop", "pop", "Common", "Takes the top off a stack" },
    { "Push", "pu", "Common", "Puts something on a stack" },
    { "Redo", "re", "Common", "Does something undone again" },
    { "Remove", "r", "Common", "Deletes a resource" },
    { "Rename", "rn", "Common", "Changes a name" },
    { "Reset", "rs", "Common", "Goes back to the first state" },
    { "Resize", "rz", "Common", "Changes a size" },
    { "Search", "sr", "Common", "Looks for something inside a container" },
    { "Select", "sc", "Common", "Finds a part of a whole" },
    { "Set", "s", "Common", "Changes data of a resource" },
    { "Show", "sh", "Common", "Makes something seen" },
    { "Skip", "sk", "Common", "Leaves something out" },
    { "Split", "sl", "Common", "Makes several of one" },
    { "Step", "st", "Common", "Goes to the next one" },
    { "Switch", "sw", "Common", "Changes between two" },
    { "Undo", "un", "Common", "Takes back what was done" },
    { "Unlock", "uk", "Common", "Frees a locked resource" },
    { "Watch", "wc", "Common", "Looks for changes all the time" },
    { "Connect", "cc", "Communications", "Links a source to a destination" },
    { "Disconnect", "dc", "Communications", "Breaks a link" },
    { "Read", "rd", "Communications", "Takes from a source" },
    { "Receive", "rc", "Communications", "Takes what was sent" },
    { "Send", "sd", "Communications", "Gives to a destination" },
    { "Write", "wr", "Communications", "Puts into a target" },
    { "Backup", "ba", "Data", "Keeps data by copying it" },
    { "Checkpoint", "ch", "Data", "Keeps a state to come back to" },
    { "Compare", "cr", "Data", "Weighs one against another" },
    { "Compress", "cm", "Data", "Makes data smaller" },
    { "Convert", "cv", "Data", "Changes data both ways" },
    { "ConvertFrom", "cf", "Data", "Changes from one form" },
    { "ConvertTo", "ct", "Data", "Changes to one form" },
    { "Dismount", "dm", "Data", "Takes something out of a place" },
    { "Edit", "ed", "Data", "Changes content" },
    { "Expand", "en", "Data", "Makes data whole again" },
    { "Export", "ep", "Data", "Puts data into a form for keeping" },
    { "Group", "gp", "Data", "Puts things together" },
    { "Import", "ip", "Data", "Makes a resource from kept data" },
    { "Initialize", "in", "Data", "Makes a resource ready" },
    { "Limit", "l", "Data", "Sets bounds" },
    { "Merge", "mg", "Data", "Makes one of several" },
    { "Mount", "mt", "Data", "Puts something into a place" },
    { "Out", "o", "Data", "Sends data out" },
    { "Publish", "pb", "Data", "Makes something known" },
    { "Restore", "rr", "Data", "Goes back to a kept state" },
    { "Save", "sv", "Data", "Keeps data" },
    { "Sync", "sy", "Data", "Makes several alike" },
    { "Unpublish", "ub", "Data", "Takes something back from the public" },
    { "Update", "ud", "Data", "Brings something up to date" },
    { "Debug", "db", "Diagnostic", "Looks into a problem" },
    { "Measure", "ms", "Diagnostic", "Finds out amounts" },
    { "Ping", "pi", "Diagnostic", "Looks if something answers" },
    { "Repair", "rp", "Diagnostic", "Makes something work again" },
    { "Resolve", "rv", "Diagnostic", "Finds the long form" },
    { "Test", "t", "Diagnostic", "Checks something" },
    { "Trace", "tr", "Diagnostic", "Follows work" },
    { "Approve", "ap", "Lifecycle", "Agrees to something" },
    { "Assert", "as", "Lifecycle", "States what must hold" },
    { "Build", "bd", "Lifecycle", "Makes something of parts" },
    { "Complete", "cmp", "Lifecycle", "Brings to the end" },
    { "Confirm", "cn", "Lifecycle", "Makes sure" },
    { "Deny", "dn", "Lifecycle", "Refuses something" },
    { "Deploy", "dp", "Lifecycle", "Sends software to where it runs" },
    { "Disable", "d", "Lifecycle", "Turns off" },
    { "Enable", "e", "Lifecycle", "Turns on" },
    { "Install", "is", "Lifecycle", "Puts a resource in place" },
    { "Invoke", "i", "Lifecycle", "Does an action" },
    { "Register", "rg", "Lifecycle", "Enters something in a list" },
    { "Request", "rq", "Lifecycle", "Asks for something" },
    { "Restart", "rt", "Lifecycle", "Stops and starts" },
    { "Resume", "ru", "Lifecycle", "Goes on after a pause" },
    { "Start", "sa", "Lifecycle", "Begins something" },
    { "Stop", "sp", "Lifecycle", "Ends something" },
    { "Submit", "sb", "Lifecycle", "Hands in" },
    { "Suspend", "ss", "Lifecycle", "Pauses something" },
    { "Uninstall", "us", "Lifecycle", "Takes a resource away" },
    { "Unregister", "ur", "Lifecycle", "Takes something off a list" },
    { "Wait", "w", "Lifecycle", "Waits for something" },
    { "Use", "u", "Other", "Does something with a resource" },
    { "Block", "bl", "Security", "Keeps out" },
    { "Grant", "gr", "Security", "Lets in" },
    { "Protect", "pt", "Security", "Keeps safe" },
    { "Revoke", "rk", "Security", "Takes access back" },
    { "Unblock", "ul", "Security", "Takes a block away" },
    { "Unprotect", "up", "Security", "Takes protection away" },
};
enum { VERB_VERB, VERB_PREFIX, VERB_GROUP, VERB_DESCRIPTION, VERB_FIELDS };
static const struct property verb_props[] = {
    RECORD_FIELD("Verb", "string", VERB_VERB),
    RECORD_FIELD("AliasPrefix", "string", VERB_PREFIX),
    RECORD_FIELD("Group", "string", VERB_GROUP),
    RECORD_FIELD("Description", "string", VERB_DESCRIPTION),
};
static const struct view_column verb_columns[] = {
    { .property = "Verb", .width = 12 },
    { .property = "AliasPrefix", .width = 11 },
    { .property = "Group", .width = 15 },
    { .property = "Description" },
};
static const struct view verb_view = { .columns = verb_columns,
                                       .ncolumns = ARRAY_SIZE(verb_columns) };
static const struct type_info type_verb_info = {
    .name = "System.Management.Automation.VerbInfo",
    .base = &type_object,
    .props = verb_props,
    .nprops = ARRAY_SIZE(verb_props),
    .table = &verb_view,
    .payload_size = VERB_FIELDS * sizeof(struct value),
    .destroy = record_destroy,
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
        struct object *o = object_new(&type_verb_info);
        *record_field(o, VERB_VERB) = value_string(v->verb);
        *record_field(o, VERB_PREFIX) = value_string(v->prefix);
        *record_field(o, VERB_GROUP) = value_string(v->group);
        *record_field(o, VERB_DESCRIPTION) = value_string(v->description);
        enum status rc = emit_take(inv, value_of_object(o));
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
