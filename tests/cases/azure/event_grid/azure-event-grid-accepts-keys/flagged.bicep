resource topic 'Microsoft.EventGrid/topics@2024-06-01-preview' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    disableLocalAuth: false
  }
}
