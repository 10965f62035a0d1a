/* The state of a body that looks for its balance: shared by the parts of the statics. */
#ifndef MATSTATION_PERSON_BALANCE_H
#define MATSTATION_PERSON_BALANCE_H

#include "person/hinges.h"
#include "person/sites.h"
#include "person/statics.h"

#include <stdint.h>

enum { ROLLER_SITES = 2, CONTACTS = SITES_COUNT + ROLLER_SITES };
/* After the sites' own bearings come the roller's, then each box's four corners. */
enum { ROLLER_BEARINGS = 4, CORNERS = 4 };

/* How the body may give way: it sinks and leans as a whole, and bends at its hinges. */
enum { FREEDOMS = 3 + 2 * HINGES, STEPS_MAX = 200 };

struct contact {
    struct vec3 at;
    float gap_m; /* below zero: pressed in before anything gives way */
    float stiffness_n_m;
    int box;              /* on which it rests; -1: on the mat */
    float lift[FREEDOMS]; /* how far each freedom lifts it, m per m or rad */
};

struct balance {
    const struct load_case *load_case;
    struct vec3 pelvis;
    float stiffness[FREEDOMS];
    float weight[FREEDOMS]; /* what gravity pulls at each freedom with */
    struct contact contact[CONTACTS];
    double q[FREEDOMS]; /* how far it has given way */
};

/* How far a contact is pressed in where the body has given way by q. */
double contact_pressed_m(const struct contact *contact, const double *q);

/* Who stands on feet, knees or hands moves the trunk until the centre of mass is over them: the
 * figure is drawn for one body, this one is built otherwise. */
void balance_keep_upright(struct balance *balance);

/* Finds the state of least energy. -1: there is none. */
int balance_solve(struct balance *balance);

#endif
