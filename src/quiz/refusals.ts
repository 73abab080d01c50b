/** Why a round does not do what somebody asked for, each with what the learner is told. */
export const refusals = {
  notStarted: "The round has not started yet. Join it, and the first question comes within a minute.",
  alreadyStarted: "The round has started already. Press an answer, and you are in.",
  alreadyIn: "You are in already. Just answer the question when it comes.",
  notIn: "You are not in this round. Join it, or press an answer.",
  noTeams: "Everyone plays for themselves in this round. Name teams when you start one, and they play.",
  noSuchTeam: "There is no team of that name in this round. Pick one of those shown.",
  teamsStand: "Teams are picked before the first question. Join now, and you are put where a player is wanted.",
  notYours: "Only whoever called this round, or manages the channel, can do that. Ask one of them.",
  tooLate: "This question has closed, so what you sent no longer counts. The next one is yours.",
  otherQuestion: "That button belongs to another question. Answer the one that was posted last.",
  otherVote: "That button belongs to the other vote. Answer below the latest post.",
  stillTalking: "The first vote is closed. Talk it over; you can vote again in a moment.",
  clockRuns: "This question closes by the clock, or once everyone has answered. You can skip it instead.",
  movedOn: "The round has moved on since that button was shown. Use those of the latest post.",
  withdrawn:
    "The round has ended, because one of its questions was withdrawn. Start another one with the command quiz.",
  over: "This round is over. Start another one with the command quiz.",
} as const;

export type Refusal = keyof typeof refusals;
