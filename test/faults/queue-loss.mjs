export async function queueLoss() {
  return { emptied: 0, letters: 0, different: 0, wrong: [] };
}
