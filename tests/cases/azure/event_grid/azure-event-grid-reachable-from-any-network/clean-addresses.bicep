resource topic 'Microsoft.EventGrid/topics@2024-06-01-preview' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    inboundIpRules: [
      {
        ipMask: '203.0.113.0/24'
        action: 'Allow'
      }
    ]
  }
}
