/* From what a converter says to what a pad conducts, which grows with the load on it: FSR to supply
 * over a resistor to ground, G ~ value / (supply - value) (Interlink 400 series). */
#ifndef MATSTATION_SIGNAL_CONDUCTANCE_H
#define MATSTATION_SIGNAL_CONDUCTANCE_H

/* supply: what a pad without resistance would show, in the value's unit; 0: the value is
 * proportional to the load already. Half of the supply is 1. */
float conductance_of(float value, float supply);

#endif
