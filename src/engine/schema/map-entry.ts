/** The name of the message that a map field stands for: `foo_bar` has entries `FooBarEntry`. */
export function mapEntryName(field: string): string {
  const words = field.split("_").map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${words.join("")}Entry`;
}
