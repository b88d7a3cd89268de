"""What the languages and the rules both speak: places, values, resources, evidence, findings."""
