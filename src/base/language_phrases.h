/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  What readers of tables, charts and reports are told, in every language.
 *
 *  The phrases stand in the .inc files beside this one, a row each: English, then French, Dutch, Spanish, Polish and
 *  German, sorted by the bytes of the English text. A new text of the source needs a row in one of them, and a row
 * needs a text: tests/base/test_language.c sees to both. The directives of a row are the same in every language; where
 * their order differs all have their number (%2$s). Texts do not inflect with the numbers that they hold, since those
 * are known only at run time. A French colon has a no-break space before it (\u00a0), its semicolon a narrow one
 * (\u202f).
 *
 * The same words for the same things:
 *   base                  base, basis, base, podstawa, Basis
 *   confidence interval   intervalle de confiance, betrouwbaarheidsinterval, intervalo de confianza,
 *                         przedział ufności, Konfidenzintervall
 *   standard error        erreur type, standaardfout, error estándar, błąd standardowy, Standardfehler
 *   significance level    seuil, niveau, nivel, poziom istotności, Niveau
 *   weight, weighted      poids, pondéré; gewicht, gewogen; peso, ponderado; waga, ważone; Gewicht, gewichtet
 *   effective n           n effectif, effectieve n, n efectivo, n efektywne, effektives n
 *   design (of a sample)  plan de sondage, steekproefontwerp, diseño muestral, schemat losowania, Stichprobendesign
 *   design effect         effet de plan, designeffect, efecto de diseño, efekt schematu losowania, Designeffekt
 *   strata                strates, strata, estratos, warstwy, Schichten
 *   sampling unit         unité d'échantillonnage, steekproefeenheid, unidad de muestreo, jednostka losowania,
 *                         Auswahleinheit; a primary one: unité primaire, primaire, unidad primaria, jednostka losowania
 *                         pierwszego stopnia, Primäreinheit
 *   degrees of freedom    degrés de liberté, vrijheidsgraden, grados de libertad, stopnie swobody, Freiheitsgrade
 *   level (of a variable) modalité, niveau, nivel, poziom, Stufe
 *   share                 part, aandeel, proporción, udział, Anteil
 *   net (of shares)       solde, saldo, saldo, saldo, Saldo
 *   points (of per cent)  points, punten, puntos, pkt, Punkte
 *   not shown (withheld)  masqué, niet getoond, no se muestra, nie pokazano, nicht ausgewiesen
 */
#ifndef CANVASS_BASE_LANGUAGE_PHRASES_H
#define CANVASS_BASE_LANGUAGE_PHRASES_H

#include <stddef.h>

#include "base/language.h"

typedef struct cv_phrase {
    const char *english;
    const char *others[CV_LANGUAGE_COUNT - 1]; /**< in the order of cv_language */
} cv_phrase;

typedef struct cv_phrase_list {
    const char *file;      /**< where its rows stand */
    const cv_phrase *rows; /**< [count] sorted */
    size_t count;
} cv_phrase_list;

enum { CV_PHRASE_LISTS = 5 };

extern const cv_phrase_list cv_phrase_lists[CV_PHRASE_LISTS];

#endif
