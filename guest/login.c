#include "guest/login.h"

#include <crypt.h>
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <shadow.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/vec.h"

enum { SECONDS_PER_DAY = 86400 };

void login_release(struct login *l)
{
    free(l->user);
    free(l->home);
    free(l->shell);
    free(l->groups);
    *l = (struct login){ 0 };
}

/* ---- the files; read one by one, as a static program has no name services ------------ */
/* Fills *l from the entry of that name, or of that number when name is NULL. */
static bool find_user(struct login *l, const char *name, uid_t uid)
{
    AUTO_FILE FILE *f = fopen("/etc/passwd", "re");
    const struct passwd *p;
    while (f && (p = fgetpwent(f))) {
        if (name ? strcmp(p->pw_name, name) != 0 : p->pw_uid != uid)
            continue;
        *l =
            (struct login){ .user = xstrdup(p->pw_name),
                            .home = xstrdup(p->pw_dir),
                            .shell = xstrdup(p->pw_shell && *p->pw_shell ? p->pw_shell : "/bin/sh"),
                            .uid = p->pw_uid,
                            .gid = p->pw_gid };
        return true;
    }
    return false;
}

static void find_groups(struct login *l)
{
    AUTO_FILE FILE *f = fopen("/etc/group", "re");
    VEC(gid_t) groups = VEC_INIT;
    const struct group *g;
    *vec_push(&groups) = l->gid;
    while (f && (g = fgetgrent(f)))
        for (char **member = g->gr_mem; *member; member++)
            if (!strcmp(*member, l->user) && g->gr_gid != l->gid)
                *vec_push(&groups) = g->gr_gid;
    l->groups = groups.items;
    l->ngroups = groups.len;
}

/* The stored hash; NULL: there is none, or the account may not be used. */
static char *stored_hash(const char *user)
{
    AUTO_FILE FILE *f = fopen("/etc/shadow", "re");
    const struct spwd *s;
    while (f && (s = fgetspent(f))) {
        if (strcmp(s->sp_namp, user) != 0)
            continue;
        bool expired = s->sp_expire >= 0 && time(NULL) / SECONDS_PER_DAY >= s->sp_expire;
        return expired ? NULL : xstrdup(s->sp_pwdp);
    }
    return NULL;
}

static bool password_fits(const char *user, const char *password)
{
    AUTO_FREE char *hash = stored_hash(user);
    if (!hash || *hash == '!' || *hash == '*')
        return false;
    if (!*hash)
        return !*password;
    struct crypt_data *data = xcalloc(1, sizeof(*data));
    const char *got = crypt_r(password, hash, data);
    bool same = got && *got != '*' && !strcmp(got, hash);
    explicit_bzero(data, sizeof(*data));
    free(data);
    return same;
}

/* ---- who ----------------------------------------------------------------------------- */
void login_self(struct login *l)
{
    if (!find_user(l, NULL, geteuid()))
        *l = (struct login){ .user = xstrdup(geteuid() ? "" : "root"),
                             .home = xstrdup("/"),
                             .shell = xstrdup("/bin/sh"),
                             .uid = geteuid(),
                             .gid = getegid() };
}

int login_user(struct login *l, const char *user, const char *password)
{
    struct login found;
    const char *domain = strrchr(user, '\\');
    if (domain)
        user = domain + 1;
    if (!*user || !find_user(&found, user, 0))
        return EACCES;
    if (!password_fits(user, password)) {
        login_release(&found);
        return EACCES;
    }
    found.other = found.uid != geteuid();
    if (found.other && geteuid()) {
        login_release(&found);
        return EPERM;
    }
    find_groups(&found);
    login_release(l);
    *l = found;
    return 0;
}

int login_become(const struct login *l)
{
    if (!l->other)
        return 0;
    return setgroups(l->ngroups, l->groups) || setresgid(l->gid, l->gid, l->gid) ||
                   setresuid(l->uid, l->uid, l->uid)
               ? errno
               : 0;
}

int login_assume(const struct login *l)
{
    if (!l->other)
        return 0;
    if (!setgroups(l->ngroups, l->groups) && !setegid(l->gid) && !seteuid(l->uid))
        return 0;
    int failed = errno;
    login_resume(l);
    return failed;
}

/* Failing to come back would leave the daemon as somebody else for good: it must not go on. */
void login_resume(const struct login *l)
{
    if (l->other && (seteuid(0) || setegid(0) || setgroups(0, NULL)))
        abort();
}
