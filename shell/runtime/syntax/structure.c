/* Script blocks, parameters, functions, classes and using statements of the syntax tree. */
#include <string.h>

#include "shell/object/array.h"
#include "shell/runtime/syntax/language_object.h"
#include "shell/runtime/syntax/object.h"

#define LIST_OF(of) "System.Collections.ObjectModel.ReadOnlyCollection[" of "]"
#define LIST(of) LIST_OF(AST_NAMESPACE of)
#define ONE(of) AST_NAMESPACE of
#define NODE_OF(p) ((p) ? &(p)->node : NULL)

static struct ast *tree(struct value self)
{
    return ast_part_of(self)->ast;
}

/* ---- script blocks ---- */

enum {
    SB_BEGIN,
    SB_CLEAN,
    SB_DYNAMIC,
    SB_END,
    SB_PARAMS,
    SB_PROCESS,
    SB_USINGS,
    SB_ATTRIBUTES,
    SB_REQUIREMENTS
};

static const struct ast_param_block *own_params(const struct ast_script_block *sb)
{
    return sb->params && sb->params->node.start >= sb->node.start ? sb->params : NULL;
}

enum { NEEDS_VERSION, NEEDS_MODULES, NEEDS_EDITIONS, NEEDS_ASSEMBLIES, NEEDS_ROOT };

static struct value texts(const struct ast_str *items, uint32_t n)
{
    struct array *list = array_new(n);
    for (uint32_t i = 0; i < n; i++)
        array_push_take(list, ast_text_value(items[i]));
    return value_of_array(list);
}

GETTER(requirements_get)
{
    const struct ast_requires *r = &tree(self)->requires;
    switch (p->data) {
    case NEEDS_VERSION: {
        AUTO_VALUE text = ast_text_value(r->version);
        *out = value_null();
        return text.kind == V_STRING ? value_convert(text, &type_version, out, err) : 0;
    }
    case NEEDS_MODULES:
        *out = texts(r->modules, r->nmodules);
        break;
    case NEEDS_EDITIONS:
        *out = texts(r->editions, r->neditions);
        break;
    case NEEDS_ASSEMBLIES:
        *out = texts(r->assemblies, r->nassemblies);
        break;
    default:
        *out = value_bool(r->run_as_administrator);
        break;
    }
    return 0;
}

static const struct property requirements_props[] = {
    PROPERTY_DATA("IsElevationRequired", "bool", requirements_get, NEEDS_ROOT),
    PROPERTY_DATA("RequiredAssemblies", LIST_OF("string"), requirements_get, NEEDS_ASSEMBLIES),
    PROPERTY_DATA("RequiredModules", LIST_OF("Microsoft.PowerShell.Commands.ModuleSpecification"),
                  requirements_get, NEEDS_MODULES),
    PROPERTY_DATA("RequiredPSVersion", "version", requirements_get, NEEDS_VERSION),
    PROPERTY_DATA("RequiresPSEditions", LIST_OF("string"), requirements_get, NEEDS_EDITIONS),
};

/* What #requires statements ask for. */
static const struct type_info type_script_requirements = {
    .name = AST_NAMESPACE "ScriptRequirements",
    .base = &type_object,
    PROPS(requirements_props),
    .payload_size = sizeof(struct ast_part),
    .destroy = ast_part_destroy,
};

static struct value requirements(struct ast *ast)
{
    if (!ast->requires.present)
        return value_null();
    struct object *o = object_new(&type_script_requirements);
    *(struct ast_part *)object_payload(o) =
        (struct ast_part){ ast_ref(ast), &ast->root->node, ROLE_NODE, 0 };
    return value_of_object(o);
}

GETTER(script_block_get)
{
    (void)err;
    const struct ast_script_block *sb = AST_OF(ast_script_block, self);
    const struct ast_block *block = NULL;
    switch (p->data) {
    case SB_BEGIN:
        block = sb->begin;
        break;
    case SB_CLEAN:
        block = sb->clean;
        break;
    case SB_DYNAMIC:
        block = sb->dynamicparam;
        break;
    case SB_END:
        block = sb->end;
        break;
    case SB_PROCESS:
        block = sb->process;
        break;
    case SB_PARAMS:
        *out = ast_object_new(tree(self), NODE_OF(own_params(sb)));
        return 0;
    case SB_USINGS:
        *out = ast_object_list(tree(self), sb->usings, sb->nusings, ROLE_NODE);
        return 0;
    case SB_REQUIREMENTS:
        *out = sb == tree(self)->root ? requirements(tree(self)) : value_null();
        return 0;
    default:
        *out = value_of_array(array_new(0));
        return 0;
    }
    *out = ast_role_object(tree(self), NODE_OF(block), ROLE_NAMED_BLOCK, 0);
    return 0;
}

static const struct property script_block_props[] = {
    PROPERTY_DATA("Attributes", LIST("AttributeAst"), script_block_get, SB_ATTRIBUTES),
    PROPERTY_DATA("BeginBlock", ONE("NamedBlockAst"), script_block_get, SB_BEGIN),
    PROPERTY_DATA("CleanBlock", ONE("NamedBlockAst"), script_block_get, SB_CLEAN),
    PROPERTY_DATA("DynamicParamBlock", ONE("NamedBlockAst"), script_block_get, SB_DYNAMIC),
    PROPERTY_DATA("EndBlock", ONE("NamedBlockAst"), script_block_get, SB_END),
    PROPERTY_DATA("ParamBlock", ONE("ParamBlockAst"), script_block_get, SB_PARAMS),
    PROPERTY_DATA("ProcessBlock", ONE("NamedBlockAst"), script_block_get, SB_PROCESS),
    PROPERTY_DATA("ScriptRequirements", ONE("ScriptRequirements"), script_block_get,
                  SB_REQUIREMENTS),
    PROPERTY_DATA("UsingStatements", LIST("UsingStatementAst"), script_block_get, SB_USINGS),
};

GETTER(param_block_get)
{
    (void)err;
    const struct ast_param_block *n = AST_OF(ast_param_block, self);
    *out = p->data ? ast_object_list(tree(self), n->parameters, n->nparameters, ROLE_NODE)
                   : ast_object_list(tree(self), n->attributes, n->nattributes, ROLE_NODE);
    return 0;
}

static const struct property param_block_props[] = {
    PROPERTY_DATA("Attributes", LIST("AttributeAst"), param_block_get, 0),
    PROPERTY_DATA("Parameters", LIST("ParameterAst"), param_block_get, 1),
};

/* ---- blocks of statements ---- */

GETTER(block_statements)
{
    (void)err;
    const struct ast_block *n = AST_OF(ast_block, self);
    *out = p->data     ? ast_object_list(tree(self), n->statements, n->nstatements, ROLE_NODE)
           : n->ntraps ? ast_object_list(tree(self), n->traps, n->ntraps, ROLE_NODE)
                       : value_null();
    return 0;
}

static const struct property statement_block_props[] = {
    PROPERTY_DATA("Statements", LIST("StatementAst"), block_statements, 1),
    PROPERTY_DATA("Traps", LIST("TrapStatementAst"), block_statements, 0),
};

static bool find_block(const struct ast_node *node, const struct ast_node *block,
                       const struct ast_script_block **out);

struct owner {
    const struct ast_node *block;
    const struct ast_script_block **out;
};

static bool look_in(const struct ast_node *child, void *context)
{
    const struct owner *o = context;
    return child->end < o->block->start || child->start > o->block->end ||
           !find_block(child, o->block, o->out);
}

static bool find_block(const struct ast_node *node, const struct ast_node *block,
                       const struct ast_script_block **out)
{
    const struct ast_script_block *sb = (const struct ast_script_block *)(const void *)node;
    if (node->kind == AST_SCRIPT_BLOCK &&
        (block == NODE_OF(sb->begin) || block == NODE_OF(sb->process) ||
         block == NODE_OF(sb->end) || block == NODE_OF(sb->clean) ||
         block == NODE_OF(sb->dynamicparam))) {
        *out = sb;
        return true;
    }
    return !ast_each_child(node, look_in, &(struct owner){ block, out });
}

GETTER(named_block_kind)
{
    (void)err;
    const struct ast_part *part = ast_part_of(self);
    const struct ast_script_block *sb = NULL;
    const char *kind = "End";
    find_block(&part->ast->root->node, part->node, &sb);
    if (p->data) {
        *out = value_bool(sb && sb->unnamed);
        return 0;
    }
    if (sb && part->node == NODE_OF(sb->begin))
        kind = "Begin";
    else if (sb && part->node == NODE_OF(sb->process))
        kind = "Process";
    else if (sb && part->node == NODE_OF(sb->clean))
        kind = "Clean";
    else if (sb && part->node == NODE_OF(sb->dynamicparam))
        kind = "Dynamicparam";
    *out = ast_enum("TokenKind", kind);
    return 0;
}

static const struct property named_block_props[] = {
    PROPERTY_DATA("BlockKind", ONE("TokenKind"), named_block_kind, 0),
    PROPERTY_DATA("Statements", LIST("StatementAst"), block_statements, 1),
    PROPERTY_DATA("Traps", LIST("TrapStatementAst"), block_statements, 0),
    PROPERTY_DATA("Unnamed", "bool", named_block_kind, 1),
};

/* ---- parameters and attributes ---- */

static struct value reflection_type(const struct ast_type_name *name)
{
    const struct type_info *t = name ? type_find(name->text.s, name->text.len) : &type_object;
    if (t)
        return value_type(t);
    AUTO_STRBUF full = STRBUF_INIT;
    strbuf_addf(&full, "System.%s", name->text.s);
    t = type_find(full.buf, full.len);
    return t ? value_type(t) : value_null();
}

enum { PARAMETER_ATTRIBUTES, PARAMETER_DEFAULT, PARAMETER_NAME, PARAMETER_TYPE };

GETTER(parameter_get)
{
    (void)err;
    const struct ast_parameter *n = AST_OF(ast_parameter, self);
    switch (p->data) {
    case PARAMETER_ATTRIBUTES:
        *out = ast_object_list(tree(self), n->attributes, n->nattributes, ROLE_NODE);
        break;
    case PARAMETER_DEFAULT:
        *out = ast_object_new(tree(self), n->initial);
        break;
    case PARAMETER_NAME:
        *out = ast_role_object(tree(self), &n->node, ROLE_PARAMETER_NAME, 0);
        break;
    default:
        *out = reflection_type(n->type);
        break;
    }
    return 0;
}

static const struct property parameter_props[] = {
    PROPERTY_DATA("Attributes", LIST("AttributeBaseAst"), parameter_get, PARAMETER_ATTRIBUTES),
    PROPERTY_DATA("DefaultValue", ONE("ExpressionAst"), parameter_get, PARAMETER_DEFAULT),
    PROPERTY_DATA("Name", ONE("VariableExpressionAst"), parameter_get, PARAMETER_NAME),
    PROPERTY_DATA("StaticType", "type", parameter_get, PARAMETER_TYPE),
};

enum { ATTRIBUTE_NAMED, ATTRIBUTE_POSITIONAL, ATTRIBUTE_TYPE };

GETTER(attribute_get)
{
    (void)err;
    const struct ast_attribute *n = AST_OF(ast_attribute, self);
    if (p->data == ATTRIBUTE_TYPE) {
        *out = ast_type_name_object(tree(self), n->type);
    } else if (p->data == ATTRIBUTE_POSITIONAL) {
        *out = ast_object_list(tree(self), n->args, n->nargs, ROLE_NODE);
    } else {
        struct array *list = array_new(n->nnamed);
        for (uint32_t i = 0; i < n->nnamed; i++)
            array_push_take(list, ast_role_object(tree(self), &n->node, ROLE_NAMED_ARGUMENT, i));
        *out = value_of_array(list);
    }
    return 0;
}

static const struct property attribute_props[] = {
    PROPERTY_DATA("NamedArguments", LIST("NamedAttributeArgumentAst"), attribute_get,
                  ATTRIBUTE_NAMED),
    PROPERTY_DATA("PositionalArguments", LIST("ExpressionAst"), attribute_get,
                  ATTRIBUTE_POSITIONAL),
    PROPERTY_DATA("TypeName", ONE("ITypeName"), attribute_get, ATTRIBUTE_TYPE),
};

enum { NAMED_NAME, NAMED_VALUE, NAMED_OMITTED };

GETTER(named_argument_get)
{
    (void)err;
    const struct ast_named_argument *a =
        &AST_OF(ast_attribute, self)->named[ast_part_of(self)->index];
    if (p->data == NAMED_NAME)
        *out = ast_text_value(a->name);
    else if (p->data == NAMED_VALUE)
        *out = ast_object_new(tree(self), a->value);
    else
        *out = value_bool(!a->value);
    return 0;
}

static const struct property named_argument_props[] = {
    PROPERTY_DATA("Argument", ONE("ExpressionAst"), named_argument_get, NAMED_VALUE),
    PROPERTY_DATA("ArgumentName", "string", named_argument_get, NAMED_NAME),
    PROPERTY_DATA("ExpressionOmitted", "bool", named_argument_get, NAMED_OMITTED),
};

GETTER(type_constraint_get)
{
    (void)p;
    (void)err;
    *out = ast_type_name_object(tree(self), AST_OF(ast_type_name, self));
    return 0;
}

static const struct property type_constraint_props[] = {
    PROPERTY("TypeName", ONE("ITypeName"), type_constraint_get),
};

/* ---- functions ---- */

enum { FUNCTION_BODY, FUNCTION_FILTER, FUNCTION_WORKFLOW, FUNCTION_NAME, FUNCTION_PARAMETERS };

GETTER(function_get)
{
    (void)err;
    bool method = ast_part_of(self)->role == ROLE_METHOD_FUNCTION;
    const struct ast_function *n = method ? NULL : AST_OF(ast_function, self);
    const struct ast_method *m = method ? AST_OF(ast_method, self) : NULL;
    const struct ast_script_block *body = method ? m->body : n->body;
    switch (p->data) {
    case FUNCTION_BODY:
        *out = ast_object_new(tree(self), NODE_OF(body));
        break;
    case FUNCTION_FILTER:
        *out = value_bool(n && n->is_filter);
        break;
    case FUNCTION_WORKFLOW:
        *out = value_bool(false);
        break;
    case FUNCTION_NAME:
        *out = ast_text_value(method ? m->name : n->name);
        break;
    default:
        *out = body && body->params && !own_params(body)
                   ? ast_object_list(tree(self), body->params->parameters,
                                     body->params->nparameters, ROLE_NODE)
                   : value_null();
        break;
    }
    return 0;
}

static const struct property function_props[] = {
    PROPERTY_DATA("Body", ONE("ScriptBlockAst"), function_get, FUNCTION_BODY),
    PROPERTY_DATA("IsFilter", "bool", function_get, FUNCTION_FILTER),
    PROPERTY_DATA("IsWorkflow", "bool", function_get, FUNCTION_WORKFLOW),
    PROPERTY_DATA("Name", "string", function_get, FUNCTION_NAME),
    PROPERTY_DATA("Parameters", LIST("ParameterAst"), function_get, FUNCTION_PARAMETERS),
};

/* ---- classes and enumerations ---- */

enum { DEF_ATTRIBUTES, DEF_BASES, DEF_CLASS, DEF_ENUM, DEF_FACE, DEF_MEMBERS, DEF_NAME, DEF_KIND };

GETTER(type_definition_get)
{
    (void)err;
    const struct ast_type_def *n = AST_OF(ast_type_def, self);
    switch (p->data) {
    case DEF_ATTRIBUTES:
        *out = ast_object_list(tree(self), n->attributes, n->nattributes, ROLE_NODE);
        break;
    case DEF_BASES: {
        struct array *list = array_new(n->nbases);
        for (uint32_t i = 0; i < n->nbases; i++)
            array_push_take(
                list, ast_role_object(tree(self), &n->bases[i]->node, ROLE_TYPE_CONSTRAINT, 1));
        *out = value_of_array(list);
        break;
    }
    case DEF_MEMBERS:
        *out = ast_object_list(tree(self), n->members, n->nmembers, ROLE_NODE);
        break;
    case DEF_NAME:
        *out = ast_text_value(n->name);
        break;
    case DEF_KIND:
        *out = ast_enum("TypeAttributes", n->def == AST_ENUM ? "Enum" : "Class");
        break;
    default:
        *out = value_bool(p->data == DEF_CLASS  ? n->def == AST_CLASS
                          : p->data == DEF_ENUM ? n->def == AST_ENUM
                                                : false);
        break;
    }
    return 0;
}

static const struct property type_definition_props[] = {
    PROPERTY_DATA("Attributes", LIST("AttributeAst"), type_definition_get, DEF_ATTRIBUTES),
    PROPERTY_DATA("BaseTypes", LIST("TypeConstraintAst"), type_definition_get, DEF_BASES),
    PROPERTY_DATA("IsClass", "bool", type_definition_get, DEF_CLASS),
    PROPERTY_DATA("IsEnum", "bool", type_definition_get, DEF_ENUM),
    PROPERTY_DATA("IsInterface", "bool", type_definition_get, DEF_FACE),
    PROPERTY_DATA("Members", LIST("MemberAst"), type_definition_get, DEF_MEMBERS),
    PROPERTY_DATA("Name", "string", type_definition_get, DEF_NAME),
    PROPERTY_DATA("TypeAttributes", ONE("TypeAttributes"), type_definition_get, DEF_KIND),
};

enum {
    MEMBER_ATTRIBUTES,
    MEMBER_HIDDEN,
    MEMBER_PUBLIC,
    MEMBER_PRIVATE,
    MEMBER_STATIC,
    MEMBER_NAME,
    MEMBER_TYPE,
    MEMBER_INITIAL,
    MEMBER_BODY,
    MEMBER_PARAMETERS,
    MEMBER_CONSTRUCTOR
};

GETTER(property_member_get)
{
    (void)err;
    const struct ast_property *n = AST_OF(ast_property, self);
    switch (p->data) {
    case MEMBER_ATTRIBUTES:
        *out = ast_object_list(tree(self), n->attributes, n->nattributes, ROLE_NODE);
        break;
    case MEMBER_NAME:
        *out = ast_text_value(n->name);
        break;
    case MEMBER_TYPE:
        *out = ast_role_object(tree(self), NODE_OF(n->type), ROLE_TYPE_CONSTRAINT, 0);
        break;
    case MEMBER_INITIAL:
        *out = ast_object_new(tree(self), n->initial);
        break;
    default:
        *out = value_bool(p->data == MEMBER_HIDDEN   ? n->is_hidden
                          : p->data == MEMBER_STATIC ? n->is_static
                                                     : p->data == MEMBER_PUBLIC);
        break;
    }
    return 0;
}

static const struct property property_member_props[] = {
    PROPERTY_DATA("Attributes", LIST("AttributeAst"), property_member_get, MEMBER_ATTRIBUTES),
    PROPERTY_DATA("InitialValue", ONE("ExpressionAst"), property_member_get, MEMBER_INITIAL),
    PROPERTY_DATA("IsHidden", "bool", property_member_get, MEMBER_HIDDEN),
    PROPERTY_DATA("IsPrivate", "bool", property_member_get, MEMBER_PRIVATE),
    PROPERTY_DATA("IsPublic", "bool", property_member_get, MEMBER_PUBLIC),
    PROPERTY_DATA("IsStatic", "bool", property_member_get, MEMBER_STATIC),
    PROPERTY_DATA("Name", "string", property_member_get, MEMBER_NAME),
    PROPERTY_DATA("PropertyType", ONE("TypeConstraintAst"), property_member_get, MEMBER_TYPE),
};

GETTER(function_member_get)
{
    (void)err;
    const struct ast_method *n = AST_OF(ast_method, self);
    switch (p->data) {
    case MEMBER_ATTRIBUTES:
        *out = ast_object_list(tree(self), n->attributes, n->nattributes, ROLE_NODE);
        break;
    case MEMBER_NAME:
        *out = ast_text_value(n->name);
        break;
    case MEMBER_TYPE:
        *out = ast_role_object(tree(self), NODE_OF(n->return_type), ROLE_TYPE_CONSTRAINT, 0);
        break;
    case MEMBER_BODY:
        *out = ast_object_new(tree(self), NODE_OF(n->body));
        break;
    case MEMBER_PARAMETERS:
        *out = n->body && n->body->params ? ast_object_list(tree(self), n->body->params->parameters,
                                                            n->body->params->nparameters, ROLE_NODE)
                                          : value_of_array(array_new(0));
        break;
    default:
        *out = value_bool(p->data == MEMBER_HIDDEN        ? n->is_hidden
                          : p->data == MEMBER_STATIC      ? n->is_static
                          : p->data == MEMBER_CONSTRUCTOR ? n->is_constructor
                                                          : p->data == MEMBER_PUBLIC);
        break;
    }
    return 0;
}

static const struct property function_member_props[] = {
    PROPERTY_DATA("Attributes", LIST("AttributeAst"), function_member_get, MEMBER_ATTRIBUTES),
    PROPERTY_DATA("Body", ONE("ScriptBlockAst"), function_member_get, MEMBER_BODY),
    PROPERTY_DATA("IsConstructor", "bool", function_member_get, MEMBER_CONSTRUCTOR),
    PROPERTY_DATA("IsHidden", "bool", function_member_get, MEMBER_HIDDEN),
    PROPERTY_DATA("IsPrivate", "bool", function_member_get, MEMBER_PRIVATE),
    PROPERTY_DATA("IsPublic", "bool", function_member_get, MEMBER_PUBLIC),
    PROPERTY_DATA("IsStatic", "bool", function_member_get, MEMBER_STATIC),
    PROPERTY_DATA("Name", "string", function_member_get, MEMBER_NAME),
    PROPERTY_DATA("Parameters", LIST("ParameterAst"), function_member_get, MEMBER_PARAMETERS),
    PROPERTY_DATA("ReturnType", ONE("TypeConstraintAst"), function_member_get, MEMBER_TYPE),
};

/* ---- using ---- */

enum { USING_ALIAS, USING_MODULE, USING_NAME, USING_KIND };

GETTER(using_get)
{
    (void)err;
    const struct ast_using *n = AST_OF(ast_using, self);
    static const char *const kinds[] = { "Namespace", "Module", "Assembly" };
    if (p->data == USING_NAME)
        *out = ast_text_value(n->name);
    else if (p->data == USING_MODULE)
        *out = ast_object_new(tree(self), NODE_OF(n->module));
    else if (p->data == USING_KIND)
        *out = ast_enum("UsingStatementKind", kinds[n->what]);
    else
        *out = value_null();
    return 0;
}

static const struct property using_statement_props[] = {
    PROPERTY_DATA("Alias", ONE("StringConstantExpressionAst"), using_get, USING_ALIAS),
    PROPERTY_DATA("ModuleSpecification", ONE("HashtableAst"), using_get, USING_MODULE),
    PROPERTY_DATA("Name", "string", using_get, USING_NAME),
    PROPERTY_DATA("UsingStatementKind", ONE("UsingStatementKind"), using_get, USING_KIND),
};

AST_STRUCTURE_TYPES(AST_TYPE_OF)

/* ---- names of types ---- */

enum { TYPE_NAME, TYPE_FULL, TYPE_ASSEMBLY, TYPE_ARRAY, TYPE_GENERIC, TYPE_EXTENT, TYPE_ARGUMENTS };

GETTER(type_name_get)
{
    (void)err;
    const struct ast_type_name *n = AST_OF(ast_type_name, self);
    switch (p->data) {
    case TYPE_NAME:
    case TYPE_FULL:
        *out = ast_text_value(n->text);
        break;
    case TYPE_ASSEMBLY:
        *out = ast_text_value(n->assembly);
        break;
    case TYPE_ARRAY:
        *out = value_bool(n->nranks > 0);
        break;
    case TYPE_GENERIC:
        *out = value_bool(n->nargs > 0 && !n->nranks);
        break;
    case TYPE_ARGUMENTS: {
        struct array *list = array_new(n->nargs);
        for (uint32_t i = 0; i < n->nargs; i++)
            array_push_take(list, ast_type_name_object(tree(self), n->args[i]));
        *out = value_of_array(list);
        break;
    }
    default:
        *out = script_extent_new(tree(self), n->node.start, n->node.end);
        break;
    }
    return 0;
}

CALL(type_name_reflect)
{
    (void)args;
    (void)n;
    (void)err;
    *out = reflection_type(AST_OF(ast_type_name, self));
    return 0;
}

static int type_name_text(struct value self, struct strbuf *out)
{
    const struct ast_type_name *n = AST_OF(ast_type_name, self);
    strbuf_add(out, n->text.s, n->text.len);
    return 0;
}

static const struct property type_name_props[] = {
    PROPERTY_DATA("AssemblyName", "string", type_name_get, TYPE_ASSEMBLY),
    PROPERTY_DATA("Extent", ONE("IScriptExtent"), type_name_get, TYPE_EXTENT),
    PROPERTY_DATA("FullName", "string", type_name_get, TYPE_FULL),
    PROPERTY_DATA("IsArray", "bool", type_name_get, TYPE_ARRAY),
    PROPERTY_DATA("IsGeneric", "bool", type_name_get, TYPE_GENERIC),
    PROPERTY_DATA("Name", "string", type_name_get, TYPE_NAME),
};

static const struct property generic_props[] = {
    PROPERTY_DATA("GenericArguments", LIST("ITypeName"), type_name_get, TYPE_ARGUMENTS),
};

static const struct method type_name_methods[] = {
    METHOD("GetReflectionType", 0, 0, type_name_reflect, "type GetReflectionType()"),
    METHOD("GetReflectionAttributeType", 0, 0, type_name_reflect,
           "type GetReflectionAttributeType()"),
};

const struct type_info type_ast_type_name = {
    .name = AST_NAMESPACE "TypeName",
    .base = &type_object,
    PROPS(type_name_props),
    METHODS(type_name_methods),
    .payload_size = sizeof(struct ast_part),
    .destroy = ast_part_destroy,
    .to_string = type_name_text,
    .equals = ast_part_equals,
};

const struct type_info type_ast_generic_type_name = {
    .name = AST_NAMESPACE "GenericTypeName",
    .base = &type_ast_type_name,
    PROPS(generic_props),
    .payload_size = sizeof(struct ast_part),
    .destroy = ast_part_destroy,
};

const struct type_info type_ast_array_type_name = {
    .name = AST_NAMESPACE "ArrayTypeName",
    .base = &type_ast_type_name,
    .payload_size = sizeof(struct ast_part),
    .destroy = ast_part_destroy,
};

struct value ast_type_name_object(struct ast *ast, const struct ast_type_name *name)
{
    if (!name)
        return value_null();
    struct object *o = object_new(name->nranks  ? &type_ast_array_type_name
                                  : name->nargs ? &type_ast_generic_type_name
                                                : &type_ast_type_name);
    struct ast_part *part = object_payload(o);
    *part = (struct ast_part){ ast_ref(ast), &name->node, ROLE_NODE, 0 };
    return value_of_object(o);
}
