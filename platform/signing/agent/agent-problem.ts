/** Why the agent cannot start or be paired: a sentence in Vietnamese for the person at the keyboard, the same in English. */
export class AgentProblem extends Error {
  constructor(vietnamese: string, english: string, options?: ErrorOptions) {
    super(`${vietnamese}\n${english}`, options);
    this.name = 'AgentProblem';
  }
}
