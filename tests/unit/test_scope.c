/* Scopes and variables: the rules of about_Scopes and about_Variables. */
#include "tests/unit/shell_fixture.h"

#include "shell/runtime/names.h"
#include "shell/runtime/scope.h"

static const struct cmdlet_registry no_cmdlets;

static struct name *name_of(struct shell *sh, const char *text)
{
    return names_intern(sh->s->names, text, strlen(text));
}

static void put(struct shell *sh, struct scope *scope, const char *name, int v)
{
    variable_put_take(sh->s, scope_cell(scope, name_of(sh, name)), value_int(v));
}

static int get(struct shell *sh, struct scope *scope, const char *name)
{
    struct variable *v = scope_find(scope, name_of(sh, name));
    return v ? (int)v->value.i : -1;
}

static void names_ignore_case(void **state)
{
    (void)state;
    struct names *names = names_new();
    struct name *a = names_intern(names, "Foo", 3);
    assert_ptr_equal(a, names_intern(names, "FOO", 3));
    assert_ptr_equal(a, names_find(names, "foo", 3));
    assert_ptr_not_equal(a, names_intern(names, "fo", 2));
    assert_null(names_find(names, "bar", 3));
    for (int i = 0; i < 1000; i++) {
        char text[16];
        int len = snprintf(text, sizeof(text), "name%d", i);
        names_intern(names, text, (size_t)len);
    }
    assert_ptr_equal(a, names_find(names, "foo", 3));
    assert_non_null(names_find(names, "NAME999", 7));
    names_free(names);
}

static void inner_scopes_see_outer_ones(void **state)
{
    (void)state;
    struct shell *sh = shell_new(&no_cmdlets, false);
    struct scope *outer = scope_new(sh->s, SCOPE_LOCAL, sh->s->global);
    struct scope *inner = scope_new(sh->s, SCOPE_LOCAL, outer);
    put(sh, outer, "x", 1);
    assert_int_equal(get(sh, inner, "X"), 1);
    put(sh, inner, "x", 2);
    assert_int_equal(get(sh, inner, "x"), 2);
    assert_int_equal(get(sh, outer, "x"), 1);
    assert_int_equal(get(sh, sh->s->global, "x"), -1);
    assert_null(scope_find_own(inner, name_of(sh, "y")));
    scope_unref(inner);
    scope_unref(outer);
    shell_free(sh);
}

static void private_variables_stay(void **state)
{
    (void)state;
    struct shell *sh = shell_new(&no_cmdlets, false);
    struct scope *outer = scope_new(sh->s, SCOPE_LOCAL, sh->s->global);
    struct scope *inner = scope_new(sh->s, SCOPE_LOCAL, outer);
    put(sh, outer, "p", 1);
    scope_cell(outer, name_of(sh, "p"))->flags |= VAR_PRIVATE;
    assert_int_equal(get(sh, outer, "p"), 1);
    assert_int_equal(get(sh, inner, "p"), -1);
    scope_unref(inner);
    scope_unref(outer);
    shell_free(sh);
}

static void writes_to_what_may_not_change_fail(void **state)
{
    (void)state;
    struct shell *sh = shell_new(&no_cmdlets, false);
    struct err *err = NULL;
    put(sh, sh->s->global, "c", 1);
    scope_cell(sh->s->global, name_of(sh, "c"))->flags |= VAR_CONSTANT;
    assert_int_equal(variable_assign_take(sh->s, NULL, "c", 1, value_int(2), &err), -1);
    assert_string_equal(err->message,
                        "Cannot overwrite variable c because it is read-only or constant.");
    err_clear(&err);
    assert_int_equal(get(sh, sh->s->global, "c"), 1);
    shell_free(sh);
}

static void typed_variables_convert(void **state)
{
    (void)state;
    struct shell *sh = shell_new(&no_cmdlets, false);
    struct err *err = NULL;
    struct variable *v = scope_cell(sh->s->global, name_of(sh, "n"));
    v->type = &type_int32;
    v->flags |= VAR_TYPED;
    assert_int_equal(variable_set_take(sh->s, v, value_string("42"), &err), 0);
    assert_int_equal(v->value.kind, V_INT32);
    assert_int_equal(v->value.i, 42);
    assert_int_equal(variable_set_take(sh->s, v, value_string("abc"), &err), -1);
    err_clear(&err);
    assert_int_equal(v->value.i, 42);
    shell_free(sh);
}

static void removed_variables_show_the_outer_again(void **state)
{
    (void)state;
    struct shell *sh = shell_new(&no_cmdlets, false);
    struct scope *inner = scope_new(sh->s, SCOPE_LOCAL, sh->s->global);
    put(sh, sh->s->global, "x", 1);
    put(sh, inner, "x", 2);
    uint32_t epoch = sh->s->binding_epoch;
    variable_unset(sh->s, scope_find_own(inner, name_of(sh, "x")));
    assert_true(sh->s->binding_epoch != epoch);
    assert_int_equal(get(sh, inner, "x"), 1);
    scope_unref(inner);
    shell_free(sh);
}

static void scopes_by_name_and_number(void **state)
{
    (void)state;
    struct shell *sh = shell_new(&no_cmdlets, false);
    assert_ptr_equal(scope_named(sh->s, "global", 6), sh->s->global);
    assert_ptr_equal(scope_named(sh->s, "0", 1), sh->s->global);
    assert_null(scope_named(sh->s, "1", 1));
    assert_null(scope_named(sh->s, "nonsense", 8));
    struct value v;
    assert_int_equal(variable_assign_take(sh->s, NULL, "global:q", 8, value_int(5), NULL), 0);
    assert_true(session_lookup_variable(sh->s, "Q", 1, &v));
    assert_int_equal(v.i, 5);
    shell_free(sh);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_ignore_case),
        cmocka_unit_test(inner_scopes_see_outer_ones),
        cmocka_unit_test(private_variables_stay),
        cmocka_unit_test(writes_to_what_may_not_change_fail),
        cmocka_unit_test(typed_variables_convert),
        cmocka_unit_test(removed_variables_show_the_outer_again),
        cmocka_unit_test(scopes_by_name_and_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
