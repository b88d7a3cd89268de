resource account 'Microsoft.CognitiveServices/accounts@2024-10-01' = {
  name: 'example'
  location: 'westeurope'
  sku: {
    name: 'S0'
  }
  kind: 'OpenAI'
  properties: {
    restrictOutboundNetworkAccess: true
  }
}
