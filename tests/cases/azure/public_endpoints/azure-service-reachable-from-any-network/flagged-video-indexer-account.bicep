resource digitalTwinsInstance 'Microsoft.DigitalTwins/digitalTwinsInstances@2023-01-31' = {
  name: 'example'
  location: 'westeurope'
  properties: {}
}
