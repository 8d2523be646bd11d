#!/bin/sh
# Writes margins.csv to standard output: made-up margins of two methods, the same on every machine.
# Three categories with true effects at alpha 1 of 0.06 (style), 0.03 (colour) and 0 (count); half of that at alpha 0.5.
# A pair departs from its category by 0.03, an image from its pair by 0.02 (standard deviations). shuffled is the control.
exec awk '
function uniform() { state = (16807 * state) % 2147483647; return state / 2147483647 }  # Park and Miller, 1988
function normal() { return sqrt(-2 * log(uniform())) * cos(6.283185307 * uniform()) }
BEGIN {
  state = 1; effect["style"] = 0.06; effect["colour"] = 0.03; effect["count"] = 0
  print "pair_id,category,method,alpha,seed,margin"
  split("style colour count", categories); split("0.5 1.0", alphas)
  for (c = 1; c <= 3; c++) for (p = 1; p <= 16; p++) {
    category = categories[c]; pair = 0.03 * normal(); chance = 0.03 * normal()
    for (a = 1; a <= 2; a++) for (s = 0; s < 2; s++) {
      steered = alphas[a] * (effect[category] + pair) + 0.02 * normal()
      shuffled = alphas[a] * chance + 0.02 * normal()
      printf "%s-%02d,%s,mine,%s,%d,%.4f\n", category, p, category, alphas[a], s, steered
      printf "%s-%02d,%s,shuffled,%s,%d,%.4f\n", category, p, category, alphas[a], s, shuffled
    }
  }
}'
