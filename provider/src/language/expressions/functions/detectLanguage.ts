/** Languages that their script alone tells; those that share it come first. */
const SCRIPTS: readonly (readonly [language: string, script: RegExp])[] = [
  ["ko", /\p{Script=Hangul}/u],
  ["ja", /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ["zh", /\p{Script=Han}/u],
  ["th", /\p{Script=Thai}/u],
  ["he", /\p{Script=Hebrew}/u],
  ["ar", /\p{Script=Arabic}/u],
  ["el", /\p{Script=Greek}/u],
  ["hi", /\p{Script=Devanagari}/u],
  ["uk", /[\u0457\u0454\u0491\u0456]/u],
  ["ru", /\p{Script=Cyrillic}/u],
];

/** The commonest short words of languages in Latin script. */
const WORDS: Record<string, string> = {
  en: "the and of to in is that for it with you this are was have not be on your my what how please",
  es: "el la los las de que y en un una es por con para su del se al lo como pero esta puede mi hola",
  de: "der die das und ist nicht ein eine zu den mit von ich sie es auf f\u00fcr dass im dies sollte wir",
  fr: "le la les des et est un une du que pour dans qui sur pas avec vous je ce au nous votre mon bonjour",
  it: "il lo gli di che e \u00e8 un una per non con del della sono mi si questo ho come le i",
  pt: "o os as de que e do da em um uma para n\u00e3o com por mais no na se eu voc\u00ea meu isso est\u00e1",
  nl: "de het een en van ik is dat niet in je op te met voor zijn er aan die wat mijn",
  sv: "och det att i en jag som han p\u00e5 den med var sig f\u00f6r s\u00e5 till \u00e4r inte har min",
  da: "og det at i en jeg som p\u00e5 den med var sig for til er ikke har af de min",
  pl: "i w nie na si\u0119 \u017ce to jest z do jak ale po co tak mnie czy prosz\u0119 moje",
  tr: "bir ve bu da de ne i\u00e7in \u00e7ok ben mi var ama gibi daha de\u011fil nas\u0131l benim",
};

/** The language of a text as its two letters, or undefined where it cannot be told: by script, then by common words. */
export function detectLanguage(text: string): string | undefined {
  for (const [language, script] of SCRIPTS) if (script.test(text)) return language;
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  let best: string | undefined;
  let most = 0;
  for (const [language, common] of Object.entries(WORDS)) {
    const known = new Set(common.split(" "));
    const hits = words.filter((word) => known.has(word)).length;
    if (hits > most) [best, most] = [language, hits];
  }
  return best;
}
