import type { Library } from "../knowledge/library.ts";
import type { Entry } from "../knowledge/schema.ts";
import type { Reader, Reading } from "./reading.ts";
import { ends, type Term } from "./terms.ts";
import { stem, wordsOf } from "./words.ts";

/**
 * How much a question is about a price: it asks for one and for nothing else ("how much is Polly?", "bedrock pricing
 * per month"), it speaks of money among other things, or neither. A name that has a price's word in it ("cost per
 * user") does not ask for one.
 */
export type Prices = (reading: Reading) => "asked" | "spoken of" | undefined;

export function makePrices({ services, entries }: Library, read: Reader): Prices {
  const known = (list: string) => wordsOf(list).map((word) => read.numberOf(stem(word))).filter((word) => word > 0); // prettier-ignore
  const [ofPrice, beside] = [new Set(known(priceWords)), new Set(known(besideWords))];
  const [ofMoney, verbs] = [
    new Set(known(`${priceWords} ${moneyWords}`)),
    new Set(known("is are for do does will would")),
  ];
  const [how, much, free] = known("how much free");
  const vendor = read.numberOf(stem("sagemaker"));
  const bare = (words: readonly Term[]) => words.filter((word) => word !== vendor).join(" ");
  const names = (of: Iterable<Entry>) =>
    new Set(
      [...of].flatMap(({ name, short, formerNames, aliases }) =>
        [name, short, ...formerNames, ...aliases].map((given) => bare(read(given).telling)),
      ),
    );
  const [anyName, serviceName] = [names(entries.values()), names(services)];

  const isAsked = ({ stems, telling }: Reading) => {
    const asks = telling.some((word) => ofPrice.has(word));
    const mayAsk = stems.some((word, i) => word === free || isHowMuch(stems, i));
    if (asks ? anyName.has(bare(telling)) : !mayAsk) return false;
    const rest = telling.filter((word) => !ofPrice.has(word) && !beside.has(word) && word !== free);
    return bare(rest) === "" ? asks || rest.length > 0 : serviceName.has(bare(rest));
  };
  const isHowMuch = (stems: readonly Term[], i: number) => stems[i] === how && stems[i + 1] === much;
  const isSpokenOf = ({ stems }: Reading) =>
    stems.some((word, i) => ofMoney.has(word) || (isHowMuch(stems, i) && verbs.has(stems[i + 2] ?? ends)));

  return (reading) => (isAsked(reading) ? "asked" : isSpokenOf(reading) ? "spoken of" : undefined);
}

/** They ask for a price by themselves; "how much" and "free" only where a service is named. */
const priceWords = "price pricing pricey cost costly expensive fee charge";

const moneyWords = "pay money dollar usd euro pound bill quote rate free";

/** Said with a price: what is counted, in what money, how exactly. */
const besideWords =
  "much per each month monthly hour hourly day daily year minute second page image picture character token request call gb tb " +
  "million thousand 1 10 100 1000 dollar usd euro pound money tier list rate roughly exactly current today tell know find lot";
