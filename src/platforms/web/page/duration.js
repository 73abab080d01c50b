/**
 * How long something still is, as a page counts it down: seconds only where they matter.
 * @param {number} seconds more than 0
 * @returns {string} "1:05", "29 min", "7 h 59 min", "2 days"
 */
export function duration(seconds) {
  if (seconds < 120) return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  const minutes = Math.ceil(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${Math.round(hours / 24)} days`;
  if (hours === 0) return `${minutes} min`;
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}
